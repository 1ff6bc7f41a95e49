import django.db.models.deletion
import insights.models.moderation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reports of any text a member wrote: offers, outcomes, profiles, the words of events."""

    dependencies = [
        ('insights', '0009_bulk_goes_with_its_maker'),
        ('members', '0011_safeguarding_lead_and_held_about'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='report',
            name='report_on_one_thing',
        ),
        migrations.AddField(
            model_name='decision',
            name='rule',
            field=models.CharField(blank=True, choices=[('identifies', 'It identifies someone'), ('unkind', 'It attacks a person or a group'), ('confidence', 'It breaks a confidence or the Chatham House Rule'), ('unlawful', 'It may be unlawful'), ('safety', 'I am worried about someone’s safety'), ('other', 'Something else')], max_length=12),
        ),
        migrations.AddField(
            model_name='insight',
            name='outcome_held_for',
            field=models.CharField(blank=True, db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name='offer',
            name='held_for',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='report',
            name='counted',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='member',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='offer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='insights.offer'),
        ),
        migrations.AddField(
            model_name='report',
            name='part',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='report',
            name='space',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='members.space'),
        ),
        migrations.AlterField(
            model_name='report',
            name='reference',
            field=models.CharField(default=insights.models.moderation.new_report_reference, editable=False, max_length=20, unique=True),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('comment__isnull', True), ('insight__isnull', False), ('member__isnull', True), ('offer__isnull', True), ('space__isnull', True)), models.Q(('comment__isnull', False), ('insight__isnull', True), ('member__isnull', True), ('offer__isnull', True), ('space__isnull', True)), models.Q(('comment__isnull', True), ('insight__isnull', True), ('member__isnull', True), ('offer__isnull', False), ('space__isnull', True)), models.Q(('comment__isnull', True), ('insight__isnull', True), ('member__isnull', False), ('offer__isnull', True), ('space__isnull', True)), models.Q(('comment__isnull', True), ('insight__isnull', True), ('member__isnull', True), ('offer__isnull', True), ('space__isnull', False)), _connector='OR'), name='report_on_one_thing'),
        ),
    ]
