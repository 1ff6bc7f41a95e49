import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


FORWARD = """
CREATE FUNCTION insights_lineage_is_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM insights_insight
        WHERE id IN (NEW.part_id, NEW.whole_id) AND attribution NOT IN ('named', 'organisation')
    ) THEN
        RAISE EXCEPTION 'a lineage never joins unlinked words' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER lineage_is_linked BEFORE INSERT OR UPDATE ON insights_lineage
    FOR EACH ROW EXECUTE FUNCTION insights_lineage_is_linked();

CREATE FUNCTION insights_unlinked_has_no_lineage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM insights_lineage WHERE part_id = NEW.id OR whole_id = NEW.id) THEN
        RAISE EXCEPTION 'a lineage never joins unlinked words' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unlinked_has_no_lineage BEFORE UPDATE OF attribution ON insights_insight
    FOR EACH ROW WHEN (NEW.attribution NOT IN ('named', 'organisation'))
    EXECUTE FUNCTION insights_unlinked_has_no_lineage();

CREATE TRIGGER lineage_raises_stamp AFTER INSERT OR UPDATE OR DELETE ON insights_lineage
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
"""
BACKWARD = """
DROP TRIGGER lineage_raises_stamp ON insights_lineage;
DROP TRIGGER unlinked_has_no_lineage ON insights_insight;
DROP FUNCTION insights_unlinked_has_no_lineage();
DROP TRIGGER lineage_is_linked ON insights_lineage;
DROP FUNCTION insights_lineage_is_linked();
"""


class Migration(migrations.Migration):
    """Which insight a part was split from. The database refuses to join unlinked words by it."""

    dependencies = [
        ('insights', '0018_comment_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('split_on', models.DateField(default=django.utils.timezone.localdate)),
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='lineage', to='insights.insight')),
                ('whole', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='insights.insight')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('part', models.F('whole')), _negated=True), name='lineage_from_another_insight')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
