from django.db import migrations, models


class Migration(migrations.Migration):
    """Who alone reads reports about safety; a profile’s words that a report took out of sight."""

    dependencies = [
        ('members', '0010_invitation_without_its_maker'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='about_held_for',
            field=models.CharField(blank=True, editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name='member',
            name='is_safeguarding_lead',
            field=models.BooleanField(default=False, verbose_name='Safeguarding lead'),
        ),
    ]
