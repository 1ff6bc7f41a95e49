import django.db.models.deletion
import django.utils.timezone
import insights.models.appeals
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An author asks that another facilitator decide: once for each decision, by a day."""

    dependencies = [
        ('insights', '0010_reports_of_any_text'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=2000)),
                ('made_on', models.DateField(default=django.utils.timezone.localdate)),
                ('due_on', models.DateField(default=insights.models.appeals.due)),
                ('state', models.CharField(choices=[('open', 'Waiting for another facilitator'), ('allowed', 'Allowed'), ('dismissed', 'Not allowed')], default='open', max_length=10)),
                ('sentence', models.CharField(blank=True, max_length=500)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='insights.decision')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('decided_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='appeal_decided_on_a_day'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('made_on'))), name='appeal_due_after_it_is_made')],
            },
        ),
    ]
