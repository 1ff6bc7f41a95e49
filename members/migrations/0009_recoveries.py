import django.db.models.deletion
import django.utils.timezone
import members.models.recoveries
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Accounts whose mailbox was lost, and the facilitators who know the person."""

    dependencies = [("members", "0008_data_copies")]

    operations = [
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=members.models.recoveries.new_recovery_code, editable=False, max_length=8, unique=True)),
                ('new_email', models.EmailField(blank=True, max_length=254)),
                ('state', models.CharField(choices=[('asked', 'Waiting for two facilitators'), ('agreed', 'Two facilitators agree'), ('done', 'The address was changed'), ('stopped', 'Stopped from the old address'), ('refused', 'Refused by a facilitator'), ('lapsed', 'Nobody confirmed it in time')], default='asked', max_length=8)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('change_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recoveries', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'recoveries',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RecoveryVoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agrees', models.BooleanField(default=True)),
                ('reason', models.CharField(max_length=300)),
                ('said_at', models.DateTimeField(auto_now_add=True)),
                ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recovery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='members.recovery')),
            ],
            options={
                'ordering': ['said_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='recovery',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'agreed'])), fields=('member',), name='recovery_one_open_per_member'),
        ),
        migrations.AddConstraint(
            model_name='recovery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'agreed'), _negated=True), ('change_at__isnull', False), _connector='OR'), name='recovery_agreed_has_its_hour'),
        ),
        migrations.AddConstraint(
            model_name='recoveryvoice',
            constraint=models.UniqueConstraint(fields=('recovery', 'facilitator'), name='recovery_voice_once_per_facilitator'),
        ),
        migrations.AddConstraint(
            model_name='recoveryvoice',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='recovery_voice_says_why'),
        ),
    ]
