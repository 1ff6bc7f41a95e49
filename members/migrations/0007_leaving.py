import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Accounts that are to close, and the ledger of those that were erased."""

    dependencies = [("members", "0006_verified_hats")]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('words', models.CharField(choices=[('keep', 'Keep them, without my name'), ('remove', 'Remove them')], max_length=6)),
                ('erased_on', models.DateField(default=django.utils.timezone.localdate)),
            ],
            options={
                'ordering': ['erased_on', 'digest'],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(choices=[('keep', 'Keep them, without my name'), ('remove', 'Remove them')], max_length=6)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('erase_at', models.DateTimeField()),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='closing', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['erase_at', 'pk'],
            },
        ),
    ]
