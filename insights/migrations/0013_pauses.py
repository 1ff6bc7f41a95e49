import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever wrote an unlinked thing may be paused, and nobody learns who that is."""

    dependencies = [
        ('insights', '0012_reports_can_go_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField()),
                ('sentence', models.CharField(max_length=500)),
                ('comment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pause', to='insights.comment')),
                ('insight', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pause', to='insights.insight')),
            ],
            options={
                'ordering': ['until', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('comment__isnull', True), ('insight__isnull', False)), models.Q(('comment__isnull', False), ('insight__isnull', True)), _connector='OR'), name='pause_of_one_thing')],
            },
        ),
    ]
