from django.db import migrations

FORWARD = """
CREATE FUNCTION events_raise_board() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_roomtable SET version = version + 1
    WHERE room_id = OLD.event_id AND name = OLD."table" AND NOT OLD.is_waiting;
    RETURN NULL;
END $$;
CREATE TRIGGER note_raises_board AFTER DELETE OR UPDATE OF text, "table", left_out_reason ON events_note
    FOR EACH ROW EXECUTE FUNCTION events_raise_board();
CREATE FUNCTION events_raise_new_board() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE events_roomtable SET version = version + 1
    WHERE room_id = NEW.event_id AND name = NEW."table" AND NOT NEW.is_waiting;
    RETURN NULL;
END $$;
CREATE TRIGGER note_raises_new_board AFTER INSERT OR UPDATE OF "table" ON events_note
    FOR EACH ROW EXECUTE FUNCTION events_raise_new_board();
"""
BACKWARD = """
DROP TRIGGER note_raises_board ON events_note;
DROP TRIGGER note_raises_new_board ON events_note;
DROP FUNCTION events_raise_board();
DROP FUNCTION events_raise_new_board();
"""


class Migration(migrations.Migration):
    """A board that is kept knows when it is out of date, whoever changed its notes."""

    dependencies = [("events", "0010_rooms")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
