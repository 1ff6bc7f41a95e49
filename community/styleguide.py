"""Every component in every state, on one page. Served only while DEBUG."""

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.bands import Band, Base
from community.charts import BandRow
from community.forms import FilteredCheckboxes, RadioCards

KINDS = [
    ("principle", "A principle", "Something that seems to hold, or a way of behaving that helps."),
    ("challenge", "A challenge", "Something that gets in the way."),
    ("support", "A support need", "Something you or your place could do with."),
]
PLACES = [
    ("Wales", [("W06000015", "Cardiff"), ("W06000011", "Swansea")]),
    ("Yorkshire and The Humber", [("E08000035", "Leeds"), ("E08000019", "Sheffield")]),
]


class SampleForm(forms.Form):
    kind = forms.ChoiceField(
        label="What have you met?",
        choices=[(value, label) for value, label, _ in KINDS],
        widget=RadioCards(hints={value: hint for value, _, hint in KINDS}),
    )
    title = forms.CharField(
        label="In one sentence",
        help_text="As you would say it to a colleague.",
        max_length=140,
        widget=forms.TextInput(attrs={"data-count": True}),
    )
    body = forms.CharField(label="What is happening?", widget=forms.Textarea)
    sector = forms.ChoiceField(
        label="Sector", choices=[("", "Choose one"), ("council", "Council"), ("funder", "Funder")]
    )
    places = forms.MultipleChoiceField(
        label="Where",
        choices=PLACES,
        required=False,
        widget=FilteredCheckboxes(find="Find a place"),
    )
    rule = forms.ChoiceField(
        label="Does the Chatham House Rule hold?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(
        label="I have read the ground rules", help_text="They fit on one page."
    )
    code = forms.CharField(
        label="Six-digit code",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html", _samples())


def _rows(names: str, values: Iterable[tuple[Any, ...]]) -> list[SimpleNamespace]:
    return [SimpleNamespace(**dict(zip(names.split(), row, strict=True))) for row in values]


def _samples() -> dict[str, object]:
    return {
        "plain_form": SampleForm(auto_id="plain_%s"),
        "wrong_form": SampleForm({"title": "x" * 141, "kind": "principle"}, auto_id="wrong_%s"),
        "page": Paginator(range(240), 12).page(6),
        "day": date(2026, 5, 12),
        "facet": FACET,
        "bands": BANDS,
        "cards": _rows("kind label title", CARDS),
        "tags": _rows("url label", [("#lists", "funding"), ("#lists", "measuring what matters")]),
        "tasks": _rows("label url state state_label hint", TASKS),
        "links": _rows("url label count current", LINKS),
        "notes": _rows("id text detail", NOTES),
        "rows": _rows("label value url", ROWS),
        "entries": _rows("day sentence note", ENTRIES),
        "verdicts": VERDICTS,
    }


CARDS = [
    ("challenge", "Challenge", "Short funding cycles end the work just as trust arrives"),
    ("principle", "Principle", "Start with what people already do for one another"),
    ("support", "Support need", "Time to think with people from other places"),
]
FACET = SimpleNamespace(
    name="kind",
    legend="Kind",
    options=_rows(
        "value label count chosen",
        [("principle", "Principle", 18, False), ("challenge", "Challenge", 21, True)],
    ),
    folded=_rows("value label count chosen", [("support", "Support need", 7, False)]),
)
TASKS = [
    ("Plan", "#lists", "done", "Done", "14 May 2026, Leeds"),
    ("Sort the notes", "#lists", "current", "39 of 80 sorted", ""),
    ("Publish", "#lists", "ready", "Not started", ""),
    ("Summarise", "", "later", "Later", "After publishing."),
]
LINKS = [
    ("#lists", "Insights", 4, True),
    ("#lists", "Comments", 0, False),
    ("#lists", "Log", "", False),
]
NOTES = [
    (1, "Data sharing is blocked by information governance", "Table 3 · Challenges"),
    (2, "Fear of failure – nobody says so", "Table 3 · Looks like a note at table 5"),
]
ROWS = [
    ("Signed as", "A council officer", "#lists"),
    ("Who can read it", "Members not with a funder", "#lists"),
    ("Recorded", "12 May 2026", ""),
]
ENTRIES = [
    (date(2026, 5, 12), "You sent it.", ""),
    (date(2026, 5, 14), "A facilitator returned it.", "Could you leave out the school’s name?"),
    (date(2026, 5, 15), "It was published.", ""),
]
BANDS = [
    BandRow("Councils", Band(60, 80), Base(25, or_more=True), "true here"),
    BandRow("Charities", Band(85, 85, rounded=True), Base(40, or_more=True), "true here"),
    BandRow("Funders and other sectors", Band(80, None), Base(7, or_more=False), "not here"),
]
VERDICTS = [
    (
        "shared",
        "Shared across councils, charities and funders: four in five or more of those who answered"
        " in each say this is true where they work (25 or more people, author not counted).",
    ),
    ("shared_absence", "Shared: not true here, say three in five or more (20 or more people)."),
    ("differs", "Differs by sector: councils lean towards true, charities towards not true."),
    ("contested", "Contested within sectors: about as many say true here as not here."),
    ("mixed", "Mixed: no clear lean in any sector (15 or more people)."),
    ("mostly_not_sure", "Mostly not sure: more than half could not say (25 or more people)."),
    ("not_enough", "Not enough answers yet."),
]
