from django.db import migrations

FORWARD = """
CREATE TRIGGER variant_raises_stamp AFTER INSERT OR UPDATE OR DELETE ON insights_variant
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
"""
BACKWARD = "DROP TRIGGER variant_raises_stamp ON insights_variant;"


class Migration(migrations.Migration):
    """What is read under what changes lists and counts: kept ones are out of date at once."""

    dependencies = [("insights", "0016_variants")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
