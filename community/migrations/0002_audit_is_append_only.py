from django.db import migrations

FORWARD = """
CREATE FUNCTION community_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON community_auditentry
    FOR EACH ROW EXECUTE FUNCTION community_refuse_change();
"""
BACKWARD = """
DROP TRIGGER audit_is_append_only ON community_auditentry;
DROP FUNCTION community_refuse_change();
"""


class Migration(migrations.Migration):
    """The database itself refuses to change or remove a line of the audit log."""

    dependencies = [("community", "0001_start")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
