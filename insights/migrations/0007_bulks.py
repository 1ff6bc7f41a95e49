import django.db.models.deletion
import insights.models.bulks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One decision on many things, with what is needed to take it back."""

    dependencies = [
        ('insights', '0006_redact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out'), ('undo', 'Take back')], max_length=8),
        ),
        migrations.AlterField(
            model_name='reason',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out'), ('undo', 'Take back')], max_length=8),
        ),
        migrations.CreateModel(
            name='Bulk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=insights.models.bulks.new_bulk_code, editable=False, max_length=9, unique=True)),
                ('act', models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out'), ('undo', 'Take back')], max_length=8)),
                ('sentence', models.CharField(blank=True, max_length=500)),
                ('form_key', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='insights.reason')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BulkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('published_before', models.DateField(blank=True, null=True)),
                ('result', models.CharField(choices=[('waiting', 'Still to be decided'), ('done', 'Decided'), ('changed', 'Left alone: it changed or was decided meanwhile'), ('taken', 'Left alone: another facilitator has it'), ('undone', 'Taken back: it waits again'), ('kept', 'Not taken back: it has changed since')], default='waiting', max_length=7)),
                ('bulk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='insights.bulk')),
                ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.comment')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='insights.decision')),
                ('insight', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='insights.insight')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='bulk',
            constraint=models.UniqueConstraint(fields=('by', 'form_key'), name='bulk_once_per_form'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('comment__isnull', True), ('insight__isnull', False)), models.Q(('comment__isnull', False), ('insight__isnull', True)), _connector='OR'), name='bulk_item_on_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.UniqueConstraint(fields=('bulk', 'insight'), name='bulk_insight_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkitem',
            constraint=models.UniqueConstraint(fields=('bulk', 'comment'), name='bulk_comment_once'),
        ),
    ]
