from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION community_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.at < now() - interval '1095 days' THEN
            RETURN OLD;
        END IF;
    ELSIF current_setting('community.forgetting', true) = 'on'
        AND (NEW.id, NEW.at, NEW.verb, NEW.details) = (OLD.id, OLD.at, OLD.verb, OLD.details)
        AND (NEW.actor_id IS NULL OR NEW.actor_id = OLD.actor_id)
        AND (NEW.thing = '' OR NEW.thing = OLD.thing)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION community_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Migration(migrations.Migration):
    """Two things only may happen to a line: a person is taken out of it, or three years pass."""

    dependencies = [("community", "0002_audit_is_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
