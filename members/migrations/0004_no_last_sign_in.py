from django.db import migrations


class Migration(migrations.Migration):
    """When somebody was here is kept nowhere: it could be laid beside what was written that day."""

    dependencies = [
        ('members', '0003_sessions'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='member',
            name='last_login',
        ),
    ]
