"""Commonality: the three questions, the verdicts behind them, and the method in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import compress, decompress

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from community.documents.csv import write_csv
from community.http import page_of, render_page
from insights.commonality.bias import bias_notes
from insights.commonality.found import (
    ROWS_IN_A_GROUP,
    counted_on,
    findings_for,
    first_of_each_group,
    tallies,
)
from insights.commonality.questions import Question, questions
from insights.commonality.rows import VerdictRow, verdict_rows
from insights.commonality.thresholds import explain
from insights.commonality.words import MEANINGS, VERDICT_NAMES
from insights.enums import Kind, SupportState
from insights.forms.commonality import GroupForm
from insights.models import Finding, Snapshot
from insights.reading import kept, keys_of
from members.http import Request
from members.models import Viewer

MOST_IN_A_FILE = 5_000
TITLES: dict[str, Promise] = {
    Kind.PRINCIPLE: _("Principles"),
    Kind.CHALLENGE: _("Challenges"),
    Kind.SUPPORT_NEED: _("Support needs"),
}


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """Insights of one kind with one verdict: the first of them, and how many there are."""

    kind: str
    verdict: str
    name: str
    meaning: str
    count: int
    rows: list[VerdictRow]

    @property
    def more(self) -> str:
        """The words of the link to the rest, or nothing when all are here."""
        rest = self.count - len(self.rows)
        words = ngettext("See %(rest)d more like this", "See %(rest)d more like this", rest)
        return words % {"rest": rest} if rest > 0 else ""


@dataclass(frozen=True, slots=True)
class Section:
    question: Question
    title: str
    groups: list[VerdictGroup]
    states: list[dict[str, object]]

    @property
    def kind(self) -> str:
        return self.question.kind


@require_safe
def commonality(request: Request) -> HttpResponse:
    form = GroupForm(request.GET)
    if form.is_valid():
        return _one_group(request, **form.cleaned_data)
    snapshot = Snapshot.objects.first()
    drawn = kept(
        keys_of(request)[0],
        "commonality",
        snapshot and snapshot.pk,
        make=lambda: _drawn(request.user),
    )
    context = {
        "counted_on": snapshot and snapshot.taken_at,
        "drawn": mark_safe(decompress(drawn).decode()),  # noqa: S308 - our own template's output
        "bias_notes": bias_notes(),
    }
    return render_page(request, "insights/commonality.html", context)


def _drawn(viewer: Viewer) -> bytes:
    """The questions and verdicts as HTML, the same for all who may read the same, packed small."""
    found = first_of_each_group(viewer)
    sections = [_section(question, found) for question in questions(tallies(viewer))]
    html = render_to_string("insights/_commonality_sections.html", {"sections": sections})
    return compress(html.encode())


def _section(question: Question, found: Mapping[tuple[str, str], Sequence[Finding]]) -> Section:
    kind, verdicts = question.kind, question.tally.verdicts
    groups = [
        _group(kind, code, count=verdicts.get(code, 0), findings=found[kind, code])
        for code in VERDICT_NAMES
        if found.get((kind, code))
    ]
    states = _states(question) if kind == Kind.SUPPORT_NEED else []
    return Section(question, str(TITLES[kind]), groups, states)


def _group(kind: str, verdict: str, *, count: int, findings: Sequence[Finding]) -> VerdictGroup:
    return VerdictGroup(
        kind=kind,
        verdict=str(verdict),
        name=str(VERDICT_NAMES[verdict]),
        meaning=str(MEANINGS[kind][verdict]),
        count=count,
        rows=verdict_rows(findings),
    )


def _states(question: Question) -> list[dict[str, object]]:
    """How many needs, never how many people, stand where."""
    board = reverse("insights:support")
    return [
        {
            "label": state.label,
            "count": question.tally.states.get(state, 0),
            "url": f"{board}?state={state}",
        }
        for state in SupportState
    ]


def _one_group(request: Request, *, kind: str, verdict: str) -> HttpResponse:
    """Every insight of one kind with one verdict, a page at a time."""
    found = findings_for(request.user).filter(insight__kind=kind, verdict=verdict)
    page = page_of(request, found, size=ROWS_IN_A_GROUP)
    context = {
        "counted_on": counted_on(),
        "title": VERDICT_NAMES[verdict],
        "kicker": TITLES[kind],
        "meaning": MEANINGS[kind][verdict],
        "page": page,
        "rows": verdict_rows(page),
        "trail": [{"url": reverse("insights:commonality"), "label": _("Commonality")}],
    }
    return render_page(request, "insights/commonality_group.html", context)


@require_safe
def verdicts(request: Request) -> HttpResponse:
    """The same sentences as a file: the first so many, the most shared first."""
    found = list(findings_for(request.user)[:MOST_IN_A_FILE])
    header = [
        _("Reference"),
        _("Kind"),
        _("Title"),
        _("Verdict"),
        _("In words"),
        _("Answers"),
        _("Counted on"),
    ]
    day = f"{counted:%Y-%m-%d}" if (counted := counted_on()) else ""
    rows = [
        [
            row.reference,
            finding.insight.get_kind_display(),
            row.title,
            str(VERDICT_NAMES[row.verdict]),
            row.sentence,
            row.description,
            day,
        ]
        for finding, row in zip(found, verdict_rows(found), strict=True)
    ]
    file = write_csv([str(name) for name in header], rows)
    response = HttpResponse(file, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="commonality-verdicts.csv"'
    return response


@require_safe
def method(request: Request) -> HttpResponse:
    context = {
        "limits": explain(),
        "bias_notes": bias_notes(),
        "trail": [{"url": reverse("insights:commonality"), "label": _("Commonality")}],
    }
    return render_page(request, "insights/method.html", context)
