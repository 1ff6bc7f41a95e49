from django.db import migrations, models


class Migration(migrations.Migration):
    """How often an event’s time, place or state changed, for calendars that keep it."""

    dependencies = [
        ('events', '0007_registration'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='sequence',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
