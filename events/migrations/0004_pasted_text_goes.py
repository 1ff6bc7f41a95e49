from django.db import migrations, models


class Migration(migrations.Migration):
    """What was pasted goes after a while; the notes made of it stay."""

    dependencies = [("events", "0003_no_attribution_of_an_event")]

    operations = [
        migrations.AlterField(
            model_name="notebatch",
            name="raw",
            field=models.TextField(blank=True),
        ),
    ]
