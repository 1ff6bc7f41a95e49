from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether anybody but the member says that they work there. Until then, what is known is a claim."""

    dependencies = [
        ('members', '0005_invitations'),
    ]

    operations = [
        migrations.AddField(
            model_name='affiliation',
            name='verified',
            field=models.BooleanField(default=False),
        ),
    ]
