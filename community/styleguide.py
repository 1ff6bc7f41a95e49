"""Every component in every state, on one page, for whoever builds a page. Served only while DEBUG."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.charts import BandRow
from community.forms import FilteredCheckboxes, RadioCards

PLACES = [
    ("Wales", [("W06000015", "Cardiff"), ("W06000011", "Swansea")]),
    ("Yorkshire and The Humber", [("E08000035", "Leeds"), ("E08000019", "Sheffield")]),
]


class SampleForm(forms.Form):
    kind = forms.ChoiceField(
        label="What have you met?",
        choices=[
            ("principle", "A principle"),
            ("challenge", "A challenge"),
            ("support", "A support need"),
        ],
        widget=RadioCards(
            hints={
                "principle": "Something that seems to hold, or a way of behaving that helps.",
                "challenge": "Something that gets in the way.",
                "support": "Something you or your place could do with.",
            }
        ),
    )
    title = forms.CharField(
        label="In one sentence",
        help_text="As you would say it to a colleague.",
        max_length=140,
        widget=forms.TextInput(attrs={"data-count": True}),
    )
    body = forms.CharField(label="What is happening?", widget=forms.Textarea)
    sector = forms.ChoiceField(
        label="Sector", choices=[("council", "Council"), ("funder", "Funder")]
    )
    places = forms.MultipleChoiceField(
        label="Where",
        choices=PLACES,
        required=False,
        widget=FilteredCheckboxes(find="Find a place"),
    )
    answer = forms.ChoiceField(
        label="Did the event keep to the Chatham House Rule?",
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


def _samples() -> dict[str, object]:
    return {
        "plain_form": SampleForm(auto_id="plain_%s"),
        "wrong_form": SampleForm({"title": "x" * 141, "kind": "principle"}, auto_id="wrong_%s"),
        "page": Paginator(range(240), 12).page(6),
        **_lists(),
        **_figures(),
    }


def _lists() -> Mapping[str, object]:
    return {
        "cards": [
            _row(
                kind="challenge",
                label="Challenge",
                title="Short funding cycles end the work just as trust arrives",
            ),
            _row(
                kind="principle",
                label="Principle",
                title="Start with what people already do for one another",
            ),
            _row(
                kind="support",
                label="Support need",
                title="Time away from delivery to think with people from other places",
            ),
        ],
        "tags": [
            _row(label=label, url="#tags")
            for label in ("funding", "trust", "measuring what matters")
        ],
        "facet": _row(
            name="kind",
            legend="Kind",
            options=[
                _option("principle", "Principle", 18),
                _option("challenge", "Challenge", 21, chosen=True),
            ],
            folded=[_option("support", "Support need", 7)],
        ),
        "tasks": _tasks(),
        "links": [
            _row(url="#section-nav", label="Insights", count=4, current=True),
            _row(url="#section-nav", label="Comments", count=0, current=False),
            _row(url="#section-nav", label="Log", count="", current=False),
        ],
        "notes": [
            _row(
                id=1,
                text="Data sharing is blocked by information governance",
                detail="Table 3 · Challenges",
            ),
            _row(
                id=2,
                text="Fear of failure – nobody says so",
                detail="Table 3 · Looks like a note at table 5",
            ),
        ],
    }


def _tasks() -> list[SimpleNamespace]:
    return [
        _row(
            label="Plan", url="#tasks", state="done", state_label="Done", hint="14 May 2026, Leeds"
        ),
        _row(
            label="Sort the notes",
            url="#tasks",
            state="current",
            state_label="39 of 80 sorted",
            hint="",
        ),
        _row(label="Publish", url="#tasks", state="ready", state_label="Not started", hint=""),
        _row(
            label="Summarise", url="", state="later", state_label="Later", hint="After publishing."
        ),
    ]


def _figures() -> Mapping[str, object]:
    return {
        "rows": [
            _row(label="Signed as", value="A council officer", url="#summary"),
            _row(label="Who can read it", value="Members not with a funder", url="#summary"),
            _row(label="Recorded", value="12 May 2026", url=""),
        ],
        "entries": [
            _row(day=date(2026, 5, 12), sentence="You sent it.", note=""),
            _row(
                day=date(2026, 5, 14),
                sentence="A facilitator sent it back to you.",
                note="Could you leave out the name of the school?",
            ),
            _row(day=date(2026, 5, 15), sentence="It was published.", note=""),
        ],
        "bands": [
            BandRow("Councils", 60, 80, "25 or more people", "true here"),
            BandRow("Voluntary and community groups", 80, 100, "30 or more people", "true here"),
            BandRow("Funders and other sectors", 0, 20, "7 people", "not here"),
        ],
        "day": date(2026, 5, 12),
        "verdicts": [
            (
                "shared",
                "Shared across councils, charities and funders: four in five or more of those who answered in each say this is true where they work (25 or more people).",
            ),
            (
                "shared_absence",
                "Shared: not true here. Three in five or more in each sector say so (20 or more people).",
            ),
            (
                "differs",
                "Differs by sector: councils lean towards true, charities towards not true (25 or more people).",
            ),
            (
                "contested",
                "Contested within sectors: about as many say true here as not here (25 or more people).",
            ),
            ("mixed", "Mixed: no clear lean in any sector (15 or more people)."),
            (
                "mostly_not_sure",
                "Mostly not sure: more than half could not say (25 or more people).",
            ),
            ("not_enough", "Not enough answers yet."),
        ],
    }


def _option(value: str, label: str, count: int, *, chosen: bool = False) -> SimpleNamespace:
    return _row(value=value, label=label, count=count, chosen=chosen)


def _row(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)
