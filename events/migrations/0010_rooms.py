import django.db.models.deletion
import events.models.rooms
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rooms, their tables, and notes that wait to be seen together."""

    dependencies = [
        ('events', '0009_attendance'),
    ]

    operations = [
        migrations.AddField(
            model_name='note',
            name='is_late',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='note',
            name='is_waiting',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='room', serialize=False, to='events.event')),
                ('join_code', models.CharField(default=events.models.rooms.new_join_code, max_length=6, unique=True)),
                ('was_opened', models.BooleanField(default=False)),
                ('shows_all', models.BooleanField(default=False)),
                ('asks_kind', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('join_code__regex', '^[2-9A-HJKMNP-TV-Z]{6}$')), name='room_join_code_can_be_read_aloud')],
            },
        ),
        migrations.CreateModel(
            name='RoomTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('key', models.CharField(default=events.models.rooms.new_join_code, max_length=6)),
                ('position', models.PositiveIntegerField(default=0)),
                ('is_open', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('waiting', models.PositiveSmallIntegerField(default=0)),
                ('batches', models.PositiveIntegerField(default=0)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='events.room')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('room', 'name'), name='room_table_once'), models.UniqueConstraint(fields=('room', 'key'), name='room_table_key_once'), models.CheckConstraint(condition=models.Q(('waiting__lt', 3)), name='room_table_few_wait')],
            },
        ),
    ]
