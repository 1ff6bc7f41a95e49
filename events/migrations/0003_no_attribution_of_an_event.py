from django.db import migrations


class Migration(migrations.Migration):
    """An event signs nothing: themes are nobody's words, and whoever records chooses for themselves."""

    dependencies = [
        ('events', '0002_theme_tags'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='event',
            name='attribution',
        ),
    ]
