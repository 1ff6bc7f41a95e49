from typing import Any

from django.db import migrations


def forget_appeals_of_texts(apps: Any, _schema_editor: Any) -> None:
    """Before 0022 an appeal was of a decision on an insight or a comment, and of nothing else."""
    apps.get_model("insights", "Appeal").objects.filter(decision=None).delete()


class Migration(migrations.Migration):
    """Changes nothing forwards. Backwards, appeals are made to fit the table before 0022."""

    dependencies = [("insights", "0022_appeals_of_any_text")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget_appeals_of_texts)]
