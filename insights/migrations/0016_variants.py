import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """An insight read under another that says the same, and the act that puts it there."""

    dependencies = [
        ('insights', '0015_appeals_can_be_taken'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bulk',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out'), ('merge', 'Put with another'), ('undo', 'Take back')], max_length=8),
        ),
        migrations.AlterField(
            model_name='decision',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out'), ('merge', 'Put with another'), ('undo', 'Take back')], max_length=8),
        ),
        migrations.AlterField(
            model_name='reason',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out'), ('merge', 'Put with another'), ('undo', 'Take back')], max_length=8),
        ),
        migrations.CreateModel(
            name='Variant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.decision')),
                ('insight', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='variant', to='insights.insight')),
                ('stays', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='variants', to='insights.insight')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('insight', models.F('stays')), _negated=True), name='variant_of_another_insight')],
            },
        ),
    ]
