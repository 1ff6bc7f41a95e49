import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Sessions that say whose they are. Whoever was signed in signs in once more."""

    dependencies = [
        ('members', '0002_email_as_looked_up'),
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('browser', models.CharField(choices=[('edge', 'Edge'), ('firefox', 'Firefox'), ('safari', 'Safari'), ('chrome', 'Chrome'), ('other', 'Another browser')], default='other', max_length=12)),
                ('signed_in_on', models.DateField(null=True)),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-signed_in_on', 'session_key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('member__isnull', True), ('signed_in_on__isnull', False), _connector='OR'), name='session_of_a_member_has_its_day')],
            },
        ),
    ]
