import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A member’s copy of what is kept about them."""

    dependencies = [("members", "0007_leaving")]

    operations = [
        migrations.CreateModel(
            name='DataCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('parts_done', models.PositiveIntegerField(default=0)),
                ('prepared', models.JSONField(default=list)),
                ('ready_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='data_copy', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'data copies',
            },
        ),
    ]
