"""Two of those who run an event sort the same notes on their own; then how far they agree is shown."""

from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from community.asking import members_only
from community.http import SeeOther, render_page, see_other
from events.actions import sampling
from events.forms.one_note import PlaceForm
from events.forms.sampling import NONE, SampleForm, SampleNoteForm, themes_of
from events.marking import marked
from events.models import Event, Note, SampleSorter, SortingSample
from events.sampled import result_of, sample_of
from events.views.finding import event_run_by
from members.http import MemberRequest
from members.models import Member
from members.naming import known_to

REFUSED: dict[type[Exception], Any] = {
    sampling.NothingToDraw: gettext_lazy("A sample needs notes and at least one theme."),
    sampling.DrawnMeanwhile: gettext_lazy("Somebody has drawn another sample meanwhile."),
    sampling.TwoAlready: gettext_lazy("Two others sort this sample already."),
    sampling.IsDone: gettext_lazy("You have said that your choices stand."),
    sampling.NotSorted: gettext_lazy("Some notes of the sample are not answered yet."),
}


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: MemberRequest, code: str) -> HttpResponse:
    """Draw a sample, see how far one is oneself, and once two are done how they agree."""
    event = event_run_by(request, code)
    if request.method != "POST":
        return _sample_page(request, event)
    form = SampleForm(request.POST)
    if not form.is_valid():
        return _sample_page(request, event)
    try:
        sampling.draw(event, after=form.cleaned_data["sample"], by=request.user)
    except tuple(REFUSED) as refused:
        return _refuse(request, event, REFUSED[type(refused)])
    messages.success(request, _("The sample is drawn."))
    return see_other("events:sample", code)


def _sample_page(request: MemberRequest, event: Event) -> HttpResponse:
    drawn = sample_of(event)
    own = _own(drawn, request.user)
    sorters = list(drawn.sorters.all()) if drawn else []
    others = [sorter for sorter in sorters if sorter != own]
    context = {
        "event": event,
        "drawn": drawn,
        "own": own,
        "left": len(_to_answer(event, drawn, own)) if drawn else 0,
        "others_done": sum(sorter.is_done for sorter in others),
        "is_full": own is None and len(sorters) == len(sampling.PLACES),
        "result": result_of(event),
        "form": SampleForm(initial={"sample": drawn.number if drawn else 0}),
    }
    return render_page(request, "events/sample.html", context)


def _own(drawn: SortingSample | None, member: Member) -> SampleSorter | None:
    sorters = drawn.sorters.all() if drawn else []
    return next((sorter for sorter in sorters if sorter.member_id == member.pk), None)


def _may_choose(drawn: SortingSample, member: Member) -> bool:
    """Who has a place and is not done, or can take one."""
    own = _own(drawn, member)
    return not own.is_done if own else len(drawn.sorters.all()) < len(sampling.PLACES)


def _to_answer(event: Event, drawn: SortingSample, own: SampleSorter | None) -> list[str]:
    """Of the notes that count those without an answer of one's own, in the order of the sample."""
    answered = own.choices if own else {}
    counted = set(sampling.counted_codes(event))
    return [code for code in drawn.notes if code in counted and code not in answered]


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def sample_one(request: MemberRequest, code: str) -> HttpResponse:
    """One note of the sample at a time, as one's own choices have it and nobody else's."""
    event = event_run_by(request, code)
    drawn = sample_of(event)
    if drawn is None:
        raise Http404
    if request.method != "POST" and not _may_choose(drawn, request.user):
        return see_other("events:sample", code)
    if request.method != "POST":
        return _note_page(request, drawn, None)
    form = SampleNoteForm(request.POST, drawn=drawn)
    if not form.is_valid():
        return _note_page(request, drawn, form)
    note = form.cleaned_data["note"]
    if form.skips:
        return _go_on(event, note)
    drawn.number = form.cleaned_data["sample"]
    try:
        sampling.choose(drawn, note, [theme.pk for theme in form.themes], by=request.user)
    except tuple(REFUSED) as refused:
        return _refuse(request, event, REFUSED[type(refused)])
    titles = ", ".join(f"“{theme.title}”" for theme in form.themes)
    said = (
        _("It belongs to %(themes)s.") % {"themes": titles} if titles else _("It belongs to none.")
    )
    messages.success(request, said)
    return _go_on(event, note)


def _refuse(request: MemberRequest, event: Event, why: Any) -> HttpResponse:
    messages.info(request, why)
    return see_other("events:sample", event.code)


def _go_on(event: Event, after: str) -> SeeOther:
    address = reverse("events:sample_one", args=[event.code])
    return SeeOther(f"{address}?{urlencode({'after': after})}")


def _note_page(
    request: MemberRequest, drawn: SortingSample, form: SampleNoteForm | None
) -> HttpResponse:
    event, place = drawn.event, PlaceForm(request.GET)
    own = _own(drawn, request.user)
    left = _to_answer(event, drawn, own)
    asked = str(form["note"].value() or "") if form else place.place("note")
    note = _in_hand(drawn, asked, place.place("after"), left)
    themes = themes_of(drawn)
    numbered = [(drawn.themes.index(theme.pk) + 1, theme) for theme in themes]
    initial = {
        "sample": drawn.number,
        "note": note and note.code,
        "answer": _said(note, own, numbered),
    }
    context = {
        "said": list(get_messages(request)),
        "messages": [],  # shown where the field's description finds them
        "event": event,
        "drawn": drawn,
        "note": note,
        "themes": numbered,
        "form": form or SampleNoteForm(drawn=drawn, initial=initial),
        "marked": marked(note.text, known_to(request.user)) if note else None,
        "answered": len(own.choices) if own else 0,
        "before": place.place("after"),
        "finish": SampleForm(initial={"sample": drawn.number}),
    }
    return render_page(request, "events/sample_one.html", context)


def _in_hand(drawn: SortingSample, asked: str, after: str, left: list[str]) -> Note | None:
    """The one asked for, else the first to answer after that one, else the first of all."""
    code = asked if asked in drawn.notes else ""
    if not code and left:
        at = drawn.notes.index(after) if after in drawn.notes else -1
        code = next((it for it in drawn.notes[at + 1 :] if it in left), left[0])
    notes = drawn.event.notes.select_related("prompt").standing()
    return notes.filter(code=code, left_out_reason="").first() if code else None


def _said(note: Any, own: SampleSorter | None, numbered: list[tuple[int, Any]]) -> str:
    """What one said of this note before, as it is typed."""
    if note is None or own is None or note.code not in own.choices:
        return ""
    keys = own.choices[note.code]
    return ", ".join(str(number) for number, theme in numbered if theme.pk in keys) or NONE


@members_only
@require_POST
def finish_sample(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    drawn, form = sample_of(event), SampleForm(request.POST)
    if drawn is None or not form.is_valid():
        return see_other("events:sample", code)
    drawn.number = form.cleaned_data["sample"]
    try:
        sampling.finish(drawn, by=request.user)
    except tuple(REFUSED) as refused:
        return _refuse(request, event, REFUSED[type(refused)])
    messages.success(request, _("Your choices stand."))
    return see_other("events:sample", code)
