import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who registers for an event, and how its places are shared out."""

    dependencies = [
        ('events', '0006_held_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='capacity',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('going', 'Has a place'), ('waiting', 'On the waiting list'), ('offered', 'Has been offered a place'), ('lapsed', 'The offer ran out')], max_length=8)),
                ('sector', models.CharField(blank=True, choices=[('council', 'Council'), ('voluntary_community', 'Voluntary and community'), ('funder', 'Funder'), ('health', 'Health'), ('learning_partner', 'Learning partner'), ('resident', 'Resident'), ('other_public_body', 'Other public body')], max_length=20)),
                ('access_needs', models.TextField(blank=True, max_length=1000)),
                ('offered_until', models.DateTimeField(blank=True, null=True)),
                ('put_on_list', models.BooleanField(default=False)),
                ('reminded', models.BooleanField(default=False)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='events.event')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'member'), name='registration_once'), models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until__isnull', True)), _connector='OR'), name='registration_offer_has_an_end'), models.CheckConstraint(condition=models.Q(('put_on_list', False), ('state', 'going'), _connector='OR'), name='registration_only_with_a_place_on_the_list')],
            },
        ),
        migrations.CreateModel(
            name='ReservedPlaces',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sector', models.CharField(choices=[('council', 'Council'), ('voluntary_community', 'Voluntary and community'), ('funder', 'Funder'), ('health', 'Health'), ('learning_partner', 'Learning partner'), ('resident', 'Resident'), ('other_public_body', 'Other public body')], max_length=20)),
                ('places', models.PositiveIntegerField()),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reserved', to='events.event')),
            ],
            options={
                'ordering': ['sector'],
                'constraints': [models.UniqueConstraint(fields=('event', 'sector'), name='reserved_once_per_sector'), models.CheckConstraint(condition=models.Q(('places__gt', 0)), name='reserved_is_some')],
            },
        ),
    ]
