from django.db import migrations, models


class Migration(migrations.Migration):
    """An event’s words and a summary’s parts that a report took out of sight."""

    dependencies = [
        ('events', '0005_acts_without_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='words_held_for',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='summaryblock',
            name='held_for',
            field=models.CharField(blank=True, max_length=12),
        ),
    ]
