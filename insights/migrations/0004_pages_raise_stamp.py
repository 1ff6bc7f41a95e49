from django.db import migrations, models

FORWARD = """
CREATE TRIGGER finding_raises_stamp AFTER INSERT OR UPDATE OR DELETE ON insights_finding
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
CREATE TRIGGER source_raises_stamp AFTER INSERT OR UPDATE OR DELETE ON insights_source
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
DROP TRIGGER space_raises_stamp ON members_space;
CREATE TRIGGER space_raises_stamp AFTER UPDATE ON members_space
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
CREATE FUNCTION insights_raise_comment_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE insights_librarystamp SET comments = comments + 1 WHERE id = 1;
    RETURN NULL;
END $$;
CREATE TRIGGER comment_raises_stamp AFTER INSERT OR UPDATE OR DELETE ON insights_comment
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_comment_stamp();
"""
BACKWARD = """
DROP TRIGGER comment_raises_stamp ON insights_comment;
DROP FUNCTION insights_raise_comment_stamp();
DROP TRIGGER space_raises_stamp ON members_space;
CREATE TRIGGER space_raises_stamp AFTER UPDATE OF title ON members_space
    FOR EACH STATEMENT EXECUTE FUNCTION insights_raise_stamp();
DROP TRIGGER source_raises_stamp ON insights_source;
DROP TRIGGER finding_raises_stamp ON insights_finding;
"""


class Migration(migrations.Migration):
    """Whatever a visitor's page shows raises the stamp it is kept under; comments have one of their own."""

    dependencies = [("insights", "0003_words_raise_stamp")]

    operations = [
        migrations.AddField("librarystamp", "comments", models.BigIntegerField(default=0)),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
