"""From a pasted block to a published event, page by page, as a facilitator does it."""

import html5lib
from django.urls import reverse

from events.enums import NEXT, EventState
from insights.enums import Kind


def at(name, event, *args):
    return reverse(f"events:{name}", args=[event.code, *args])


def paste_all(client, event, raw):
    """Preview, split what is too long, confirm, and confirm once more."""
    preview = client.post(at("paste", event), {"raw": raw, "do": "preview"})
    sent = hidden(preview) | {"raw": raw, "do": "confirm"}
    sent |= {
        f"split-{line.number}": "1" for line in preview.context["preview"].lines if line.row.pieces
    }
    for _ in range(2):
        assert client.post(at("paste", event), sent).status_code == 303


def hidden(page):
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    fields = tree.iterfind(".//form//input[@type='hidden']")
    return {field.get("name"): field.get("value") for field in fields}


def sort_all(client, event):
    """Every note that is left into one theme of its kind; the last one is left out."""
    *kept, last = event.notes.unsorted()
    for kind in Kind:
        codes = [note.code for note in kept if (note.kind or Kind.CHALLENGE) == kind]
        words = {
            "title": f"What we heard: {kind.label}",
            "kind": kind,
            "definition": "=Said often.",
        }
        if codes:
            sent = {"do": "move", "notes": codes, **words}
            assert client.post(at("sort", event), sent).status_code == 303
    sent = {"do": "leave_out", "notes": [last.code], "reason": "It names somebody"}
    assert client.post(at("sort", event), sent).status_code == 303
    return last


def publish_all(client, event):
    while event.state != EventState.CHECKING_BACK:
        client.post(at("move_on", event), {"to": NEXT[EventState(event.state)][0]})
        event.refresh_from_db()
    checked = {"checked_by": 11, "people_there": 23, "checked_on": event.held_on.isoformat()}
    assert client.post(at("record_check_back", event), checked).status_code == 303
    assert client.post(at("publish", event)).status_code == 303
    assert client.post(at("draft_summary", event)).status_code == 303
    event.refresh_from_db()
    assert event.state == EventState.PUBLISHED
