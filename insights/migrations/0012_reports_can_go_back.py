from typing import Any

from django.db import migrations
from django.db.models import Q

from community.codes import random_code


def fit_what_was_before(apps: Any, _schema_editor: Any) -> None:
    """Reports of texts that could not be reported go; the numbers of the others become short again."""
    reports = apps.get_model("insights", "Report").objects
    reports.filter(Q(insight=None, comment=None) | ~Q(part="")).delete()
    for report in reports.all():
        report.reference = f"RP-{random_code(6)}"
        report.save(update_fields=["reference"])


class Migration(migrations.Migration):
    """Changes nothing forwards. Backwards, reports are made to fit the tables before 0010."""

    dependencies = [("insights", "0011_appeals")]

    operations = [migrations.RunPython(migrations.RunPython.noop, fit_what_was_before)]
