import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who was taken off an event’s list stays off it until those who run the event put them back."""

    dependencies = [("members", "0012_title_held")]

    operations = [
        migrations.CreateModel(
            name="TakenOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_off",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_off",
                        to="members.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("space", "member"), name="taken_off_once")
                ],
            },
        ),
    ]
