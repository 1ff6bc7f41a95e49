from django.db import migrations

# The words beside kept counts: a tag's name or state, an event's title, a place's name.
WATCHED = [
    ("tag", "insights_tag", "INSERT OR UPDATE OR DELETE"),
    ("space", "members_space", "UPDATE OF title"),
    ("place", "members_place", "UPDATE"),
]

FORWARD = "".join(
    f"""
CREATE TRIGGER {name}_raises_stamp AFTER {events} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
"""
    for name, table, events in WATCHED
)
BACKWARD = "".join(f"DROP TRIGGER {name}_raises_stamp ON {table};\n" for name, table, _ in WATCHED)


class Migration(migrations.Migration):
    """Kept counts carry words too: a new name or an accepted tag makes them out of date."""

    dependencies = [("insights", "0002_library_stamp_rises"), ("members", "0001_start")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
