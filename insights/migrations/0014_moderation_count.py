

from django.db import migrations, models


class Migration(migrations.Migration):
    """Moderation in figures, counted at most weekly."""

    dependencies = [
        ('insights', '0013_pauses'),
    ]

    operations = [
        migrations.CreateModel(
            name='ModerationCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('counted', models.PositiveIntegerField()),
                ('display', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-taken_at', '-pk'],
            },
        ),
    ]
