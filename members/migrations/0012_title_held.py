from django.db import migrations, models


class Migration(migrations.Migration):
    """The title of an event as it was written, while a plain one stands in its place."""

    dependencies = [("members", "0011_safeguarding_lead_and_held_about")]

    operations = [
        migrations.AddField(
            model_name="space",
            name="title_held",
            field=models.CharField(blank=True, db_default="", default="", max_length=140),
        ),
    ]
