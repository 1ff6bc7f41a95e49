import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """That a text was kept out of sight is a row, and can be appealed as decisions can."""

    dependencies = [
        ('insights', '0021_no_chain_of_variants'),
        ('members', '0013_taken_off'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='appeal',
            name='decision',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='insights.decision'),
        ),
        migrations.CreateModel(
            name='KeptOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=12)),
                ('rule', models.CharField(choices=[('identifies', 'It identifies someone'), ('unkind', 'It attacks a person or a group'), ('confidence', 'It breaks a confidence or the Chatham House Rule'), ('unlawful', 'It may be unlawful'), ('safety', 'I am worried about someone’s safety'), ('other', 'Something else')], max_length=12)),
                ('kept_on', models.DateField(default=django.utils.timezone.localdate)),
                ('stands', models.BooleanField(default=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('insight', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kept_out', to='insights.insight')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kept_out', to='insights.offer')),
                ('space', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='kept_out', to='members.space')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='appeal',
            name='kept',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='insights.keptout'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('kept__isnull', True)), models.Q(('decision__isnull', True), ('kept__isnull', False)), _connector='OR'), name='appeal_of_one_decision'),
        ),
        migrations.AddConstraint(
            model_name='keptout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('insight__isnull', False), ('member__isnull', True), ('offer__isnull', True), ('space__isnull', True)), models.Q(('insight__isnull', True), ('member__isnull', True), ('offer__isnull', False), ('space__isnull', True)), models.Q(('insight__isnull', True), ('member__isnull', False), ('offer__isnull', True), ('space__isnull', True)), models.Q(('insight__isnull', True), ('member__isnull', True), ('offer__isnull', True), ('space__isnull', False)), _connector='OR'), name='kept_out_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='keptout',
            constraint=models.CheckConstraint(condition=models.Q(('rule', 'safety'), _negated=True), name='kept_out_for_no_worry'),
        ),
    ]
