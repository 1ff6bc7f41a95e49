from django.db import migrations

# The insights are locked in one order, as whoever puts them together does: of two at the same moment
# the second waits, and sees what the first has done.
FORWARD = """
CREATE FUNCTION insights_variant_makes_no_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM insights_insight
        WHERE id IN (NEW.insight_id, NEW.stays_id) ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM insights_variant
        WHERE id <> NEW.id AND (insight_id = NEW.stays_id OR stays_id = NEW.insight_id)
    ) THEN
        RAISE EXCEPTION 'an insight under another has none under it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER variant_makes_no_chain BEFORE INSERT OR UPDATE ON insights_variant
    FOR EACH ROW EXECUTE FUNCTION insights_variant_makes_no_chain();
"""
BACKWARD = """
DROP TRIGGER variant_makes_no_chain ON insights_variant;
DROP FUNCTION insights_variant_makes_no_chain();
"""


class Migration(migrations.Migration):
    """What is read under another has nothing under it: the database refuses a chain, two at once included."""

    dependencies = [("insights", "0020_tags_in_order")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
