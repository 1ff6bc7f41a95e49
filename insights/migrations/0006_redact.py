from django.db import migrations, models


class Migration(migrations.Migration):
    """Taking words out is an act of its own."""

    dependencies = [
        ('insights', '0005_claims'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out')], max_length=8),
        ),
        migrations.AlterField(
            model_name='reason',
            name='act',
            field=models.CharField(choices=[('publish', 'Publish'), ('return', 'Return'), ('decline', 'Decline'), ('remove', 'Remove'), ('restore', 'Restore'), ('hold', 'Hold'), ('redact', 'Take words out')], max_length=8),
        ),
    ]
