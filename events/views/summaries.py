"""The summary page: the document as it will read, and for those who run the event, its tools."""

import textwrap

from django.contrib import messages
from django.db.models import OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only
from community.http import Conflict, render_page, see_other
from events import policies
from events.actions import summaries as acts
from events.exports import exports_made, offered
from events.forms.summaries import ArrangeForm, BlockForm, VersionForm
from events.models import Summary, SummaryBlock
from events.summaries import Composed, Part, compose, is_words, words_of
from events.views.finding import event_run_by
from insights.appeals import Told, told_by, was_kept_out
from insights.enums import Audience
from members.http import MemberRequest


def found_summary(request: MemberRequest, code: str) -> Summary | None:
    summaries = Summary.objects.visible_to(request.user).filter(event__code=code)
    known = was_kept_out(space=OuterRef("summary__event"), part=OuterRef("key"))
    return summaries.select_related("event__sample").with_blocks(was_kept_out=known).first()


def readable_summary(request: MemberRequest, code: str) -> Summary:
    summary = found_summary(request, code)
    if summary is None:
        raise Http404
    return summary


def own_summary(request: MemberRequest, code: str) -> Summary:
    """Of an event they run; once it is drafted."""
    summary = readable_summary(request, code)
    if not policies.can_run(request.user, summary.event):
        raise Http404
    return summary


def own_block(request: MemberRequest, code: str, key: str) -> SummaryBlock:
    blocks = own_summary(request, code).blocks.all()
    block = next((block for block in blocks if block.key == key), None)
    if block is None:
        raise Http404
    return block


@members_only
@require_safe
def summary(request: MemberRequest, code: str) -> HttpResponse:
    found = found_summary(request, code)
    if found is None:
        event = event_run_by(request, code)
        return render_page(request, "events/summary/start.html", {"event": event})
    return _page(request, compose(found, request.user))


def _page(
    request: MemberRequest,
    composed: Composed,
    form: BlockForm | None = None,
    block: SummaryBlock | None = None,
) -> HttpResponse:
    """The whole document; the block being edited stands in it as a form."""
    summary, event = composed.summary, composed.summary.event
    runs_it = policies.can_run(request.user, event)
    context = {
        "event": event,
        "summary": summary,
        "composed": composed,
        "runs_it": runs_it,
        "parts": _with_told(composed) if runs_it else [(part, None) for part in composed.parts],
        "form": form,
        "editing": block,
        "formats": offered(),
        "exports": exports_made(event),
        "readers": readers(summary),
        "versions": summary.versions.all(),
        "trail": [
            {"url": reverse("events:browse"), "label": _("Events")},
            {"url": event.get_absolute_url(), "label": event.title},
        ],
    }
    return render_page(request, "events/summary/detail.html", context)


def _with_told(composed: Composed) -> list[tuple[Part, Told | None]]:
    """Each part, and for those who run the event whether they can ask that it be looked at again."""
    blocks = [it.block for it in composed.parts if getattr(it.block, "was_kept_out", True)]
    held = {block.key: bool(block.held_for) for block in blocks}
    told = told_by("part", held, space=composed.summary.event_id) if held else {}
    return [(part, told.get(part.block.key)) for part in composed.parts]


def readers(summary: Summary) -> str:
    """Who may read it, as `Summary.objects.visible_to` has it."""
    if not summary.is_published:
        return _("Only those who run this event can read this.")
    if summary.event.audience == Audience.PRACTITIONERS:
        return _("People who were at the event and are not with a funder can read this.")
    return _("People who were at the event can read this.")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, code: str, key: str) -> HttpResponse:
    block = own_block(request, code, key)
    if request.method != "POST":
        composed = compose(block.summary, request.user)
        opening = {"text": composed.words_of(block), "version": block.version}
        return _page(request, composed, BlockForm(initial=opening, is_words=is_words(key)), block)
    form = BlockForm(request.POST, is_words=is_words(key))
    if not form.is_valid():
        return _page(request, compose(block.summary, request.user), form, block)
    text, version = form.cleaned_data["text"], form.cleaned_data["version"]
    try:
        acts.edit(block, text, version=version, by=request.user)
    except acts.StaleBlock:
        now = own_block(request, code, key)
        if words_of(now, request.user) != text:
            raise stale(request, now, text) from None
    return back_to(code, key)


def stale(request: MemberRequest, block: SummaryBlock, text: str) -> Conflict:
    """Both texts, to be sent again on top of what is there now."""
    return Conflict(
        action=request.path,
        fields=[(block.get_key_display(), "text", words_of(block, request.user), text)],
        hidden={"version": str(block.version)},
    )


def back_to(code: str, key: str) -> HttpResponse:
    answer = see_other("events:summary", code)
    answer["Location"] += f"#{key}"
    return answer


@members_only
@require_POST
def settle(request: MemberRequest, code: str, key: str, how: str) -> HttpResponse:
    """Take the draft, or keep the edit over a newer draft."""
    block, form = own_block(request, code, key), VersionForm(request.POST)
    act = {"restore": acts.restore, "keep": acts.keep}[how]
    try:
        if not form.is_valid():
            raise acts.StaleBlock
        act(block, version=form.cleaned_data["version"], by=request.user)
    except acts.StaleBlock:
        messages.info(
            request, _("This part was edited meanwhile. Nothing was changed: read it again.")
        )
    return back_to(code, key)


@members_only
@require_POST
def arrange(request: MemberRequest, code: str, key: str) -> HttpResponse:
    block, form = own_block(request, code, key), ArrangeForm(request.POST)
    if form.is_valid():
        cleaned = form.cleaned_data
        acts.arrange(block, cleaned["how"], position=cleaned["position"], by=request.user)
    return back_to(code, key)


@members_only
@require_POST
def draft(request: MemberRequest, code: str) -> HttpResponse:
    summary = acts.draft(event_run_by(request, code), by=request.user)
    if any(block.has_newer_draft for block in summary.blocks.all()):
        messages.info(
            request, _("Drafted again. Where you had edited, both texts are kept: choose one.")
        )
    else:
        messages.success(request, _("The summary says what the event says now."))
    return see_other("events:summary", code)


@members_only
@require_POST
def turn(request: MemberRequest, code: str, to: str) -> HttpResponse:
    """Publish the summary to the event’s people, or take it back to a draft."""
    summary = own_summary(request, code)
    try:
        if to == "publish":
            acts.publish(summary, by=request.user)
            messages.success(request, _("People who were at the event can read the summary now."))
        else:
            acts.take_back(summary, by=request.user)
            messages.success(
                request,
                _("The summary is a draft again. Only those who run the event can read it."),
            )
    except acts.EventNotPublished:
        messages.warning(
            request,
            _("Publish the themes first: people read the summary once they are in the library."),
        )
    except acts.ClaimsWithoutSource as refused:
        said = _(
            "Not published yet. Under “What we heard”, say what each line rests on: link an insight of "
            "this event, or quote a note word by word. This rests on nothing: %(line)s"
        )
        messages.warning(request, said % {"line": textwrap.shorten(refused.lines[0], 120)})
    return see_other("events:summary", code)
