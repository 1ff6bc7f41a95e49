import django.db.models.deletion
import insights.models.claims
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Claims: who is deciding on what waits, and until when."""

    dependencies = [
        ('insights', '0004_pages_raise_stamp'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort', models.CharField(choices=[('insight', 'Insights'), ('comment', 'Comments'), ('report', 'Reports'), ('tag', 'Proposed tags'), ('organisation', 'Proposed organisations')], max_length=12)),
                ('key', models.CharField(max_length=36)),
                ('until', models.DateTimeField(default=insights.models.claims.claim_end)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['until', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('key', 'sort'), name='claim_one_per_thing')],
            },
        ),
    ]
