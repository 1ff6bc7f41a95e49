"""Recording: the form, the look before sending, and the page that says it is sent."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from community.markdown import render
from insights import policies, suggestions, wording
from insights.actions import drafts, recording
from insights.actions.pausing import Paused
from insights.enums import LINKED, UNLINKED, State
from insights.forms.record import RecordForm, StartForm, Step, StepForm, starting
from insights.queue.reviewers import facilitators_kept_out, nobody_reviews
from insights.similar import similar
from insights.views.asking import first_steps_first
from insights.views.checking import identifying
from insights.views.pausing import tell_paused
from members.http import MemberRequest

CHECKED = ["title", "body", "what_helped", "new_tags"]
Answer = Callable[[MemberRequest, RecordForm], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def new(request: MemberRequest) -> HttpResponse:
    """Without a step, sending the form shows it first; nothing is stored before `submit`."""
    if not policies.can_record(request.user):
        return first_steps_first(request)
    if request.method != "POST":
        return _open(request)
    form = RecordForm(request.POST, member=request.user)
    return ANSWERS[StepForm(request.POST).asked](request, form)


def _open(request: MemberRequest) -> HttpResponse:
    asked = StartForm(request.GET)
    draft = drafts.find(asked.value("draft"), by=request.user)
    return _show(request, starting(request.user, kind=asked.value("kind"), draft=draft))


def _show(request: MemberRequest, form: RecordForm, *, unsaved: bool = False) -> HttpResponse:
    return render_page(request, "insights/record.html", {"form": form, "unsaved": unsaved})


def _preview(request: MemberRequest, form: RecordForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form)
    words, signature = form.words(kind=form.cleaned_data["kind"]), form.signature()
    insight = recording.compose(words, signature, by=request.user)
    context = {
        "insight": insight,
        "found": identifying(form, CHECKED, request=request, unlinked=insight.is_unlinked),
        "held": insight.state == State.HELD,
        "body": render(words.body),
        "what_helped": render(words.what_helped),
        "tags": [tag.name for tag in words.tags] + words.new_tags,
        "places": recording.safe_places(insight, words.places, sector=signature.sector),
        "fewer_places": bool(words.places) and insight.is_unlinked,
        "readers": wording.readers(
            signature.audience,
            event=str(signature.space or ""),
            kept_from=[organisation.name for organisation in words.kept_from],
        ),
        "kept_out": wording.kept_out(facilitators_kept_out(words.kept_from, but=request.user)),
        "before": wording.before_publishing(signature.audience),
        "nobody_reviews": nobody_reviews(insight, words.kept_from, but=request.user),
        "signed": wording.signature(insight),
        "suggested": suggestions.tags_for(f"{words.title} {words.body}", chosen=words.tags),
        "similar": similar(words.title, [tag.name for tag in words.tags], viewer=request.user),
        "typed": form.pairs(),
        "draft_gone": insight.is_unlinked and _discard_draft(request, form),
    }
    return render_page(request, "insights/preview.html", context)


def _discard_draft(request: MemberRequest, form: RecordForm) -> bool:
    """A draft of what will be unlinked goes before, and never with, the insight itself."""
    return drafts.discard(form.cleaned_data["draft"], by=request.user)


def _save_draft(request: MemberRequest, form: RecordForm) -> HttpResponse:
    if form.is_finding:
        return _show(request, form)
    form.is_valid()
    if form["attribution"].value() not in LINKED:
        return _show(request, form.unchecked(), unsaved=True)
    draft = drafts.save(form.typed(), draft=form.cleaned_data.get("draft"), by=request.user)
    messages.success(request, _("Draft saved. You find it under My contributions."))
    return see_other(f"{reverse('insights:new')}?draft={draft.pk}")


def _submit(request: MemberRequest, form: RecordForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form)
    cleaned = form.cleaned_data
    draft = drafts.find(cleaned["draft"], by=request.user)
    if draft is not None and cleaned["attribution"] in UNLINKED:
        return _preview(request, form)
    words, key = form.words(kind=cleaned["kind"]), cleaned["form_key"]
    try:
        insight = recording.submit(words, form.signature(), by=request.user, form_key=key)
    except Paused as paused:
        tell_paused(form, paused)
        return _show(request, form)
    if insight.is_unlinked:
        return see_other("insights:sent")
    drafts.discard(cleaned["draft"], by=request.user)
    messages.success(request, _said(insight.state))
    return see_other(insight)


def _said(state: str) -> str:
    if state == State.PUBLISHED:
        return _("Thank you. It is published.")
    return _("Thank you. A facilitator will read it, and you will be told what they decide.")


ANSWERS: dict[Step, Answer] = {
    Step.PREVIEW: _preview,
    Step.CHANGE: _show,
    Step.DRAFT: _save_draft,
    Step.SUBMIT: _submit,
}


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same page for everyone: nothing on it, or in a session, says who sent what."""
    return render_page(request, "insights/sent.html", {})


@require_POST
@members_only
def discard_draft(request: MemberRequest, draft: UUID) -> HttpResponse:
    if drafts.discard(draft, by=request.user):
        messages.success(request, _("The draft is gone."))
    return see_other("insights:drafts")
