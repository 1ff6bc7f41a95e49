import django.db.models.deletion
import django.utils.timezone
import members.models.invitations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Invitations to an event."""

    dependencies = [
        ('members', '0004_no_last_sign_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=members.models.invitations.new_invitation_code, max_length=16, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('most', models.PositiveSmallIntegerField(default=1)),
                ('used', models.PositiveSmallIntegerField(default=0)),
                ('expires_on', models.DateField()),
                ('revoked', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='members.space')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('most__gte', 1), ('most__lte', 500), ('used__lte', models.F('most'))), name='invitation_is_not_used_up_twice'), models.CheckConstraint(condition=models.Q(('email', ''), ('most', 1), _connector='OR'), name='invitation_to_an_address_is_for_one'), models.UniqueConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), ('revoked', False)), fields=('space', 'email'), name='invitation_once_to_an_address')],
            },
        ),
    ]
