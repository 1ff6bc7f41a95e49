from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """An index for the way signing in looks an address up: known and unknown ones take as long."""

    dependencies = [("members", "0001_start")]

    operations = [
        migrations.AddIndex(
            model_name="member",
            index=models.Index(Upper("email"), name="member_email_as_looked_up"),
        ),
    ]
