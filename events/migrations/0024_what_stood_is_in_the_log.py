from django.db import migrations
from django.db.models import Max


def write_down(apps, schema_editor):
    """Where there is a log, one act says what themes add to and which notes were kept apart before it did."""
    Event, Act, Theme, Apart = (
        apps.get_model("events", name) for name in ("Event", "SortingAct", "Theme", "NotesApart")
    )
    for event in Event.objects.filter(acts__isnull=False).distinct():
        adds = Theme.objects.filter(event=event, adds_to__isnull=False)
        pairs = Apart.objects.filter(event=event).values_list("lower__code", "higher__code")
        changes = {
            "themes": {},
            "places": {},
            "filed": [],
            "left_out": {},
            "adds_to": {str(key): str(insight) for key, insight in adds.values_list("pk", "adds_to")},
            "apart": [[*sorted(pair), True] for pair in pairs],
        }
        if changes["adds_to"] or changes["apart"]:
            last = Act.objects.filter(event=event).aggregate(last=Max("number"))["last"]
            Act.objects.create(event=event, number=last + 1, verb="began", changes=changes)


class Migration(migrations.Migration):
    """The log replays to what is there, also what it did not hold before."""

    dependencies = [("events", "0023_more_acts")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
