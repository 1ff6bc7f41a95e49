from django.db import migrations, models


class Migration(migrations.Migration):
    """An appeal waits in the queue like the rest of it."""

    dependencies = [
        ('insights', '0014_moderation_count'),
    ]

    operations = [
        migrations.AlterField(
            model_name='claim',
            name='sort',
            field=models.CharField(choices=[('insight', 'Insights'), ('comment', 'Comments'), ('report', 'Reports'), ('appeal', 'Appeals'), ('tag', 'Proposed tags'), ('organisation', 'Proposed organisations')], max_length=12),
        ),
    ]
