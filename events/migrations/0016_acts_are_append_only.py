from django.db import migrations

FORWARD = """
CREATE FUNCTION events_refuse_act_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND NEW.by_id IS NULL
        AND (NEW.id, NEW.event_id, NEW.number, NEW.verb, NEW.changes, NEW.at)
            = (OLD.id, OLD.event_id, OLD.number, OLD.verb, OLD.changes, OLD.at)
        AND NEW.undoes_id IS NOT DISTINCT FROM OLD.undoes_id
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the log of sorting is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER acts_are_append_only BEFORE UPDATE OR DELETE ON events_sortingact
    FOR EACH ROW EXECUTE FUNCTION events_refuse_act_change();
"""
BACKWARD = """
DROP TRIGGER acts_are_append_only ON events_sortingact;
DROP FUNCTION events_refuse_act_change();
"""


class Migration(migrations.Migration):
    """One thing only may happen to an act: whoever did it is taken out of it."""

    dependencies = [("events", "0015_sorting_acts")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
