from django.db import migrations

TABLES = ["insight", "tagging", "insightplace", "keptfrom"]

FORWARD = """
INSERT INTO insights_librarystamp (id, value) VALUES (1, 0) ON CONFLICT DO NOTHING;
CREATE FUNCTION insights_raise_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE insights_librarystamp SET value = value + 1 WHERE id = 1;
    RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_raises_stamp AFTER INSERT OR UPDATE OR DELETE ON insights_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
"""
    for table in TABLES
)
BACKWARD = (
    "".join(f"DROP TRIGGER {table}_raises_stamp ON insights_{table};\n" for table in TABLES)
    + "DROP FUNCTION insights_raise_stamp();"
)


class Migration(migrations.Migration):
    """Counts kept for the unfiltered library know when they are out of date, whoever wrote the change."""

    dependencies = [("insights", "0001_start")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
