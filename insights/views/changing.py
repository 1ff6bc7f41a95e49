"""What an author does with an insight afterwards: edit, sign with less, withdraw. By the row or by proof."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import Conflict, render_page, require, see_other
from insights import differences, policies
from insights.actions import editing, recording, signing
from insights.forms.record import EditForm, NarrowForm
from insights.forms.responding import CommentEditForm
from insights.forms.words import words_of
from insights.models import Comment, Insight
from insights.models.signing import SignedWords
from insights.views.asking import first_steps_first
from insights.views.checking import look_again
from members.http import MemberRequest

T = TypeVar("T", Insight, Comment)


def own(
    request: MemberRequest, reference: str, may: Callable[..., bool] = policies.can_change
) -> Insight:
    """One they may read, else 404; one they wrote, else 403."""
    try:
        insight = Insight.objects.readable(request.user, reference)
    except Insight.DoesNotExist as missing:
        raise Http404 from missing
    require(may(request.user, insight))
    return insight


def said(request: MemberRequest, words: SignedWords, sentence: str) -> None:
    """Nothing about unlinked words is put in a session, not even that something was done."""
    if not words.is_unlinked:
        messages.success(request, sentence)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def edit(request: MemberRequest, reference: str) -> HttpResponse:
    insight = own(request, reference)
    if not policies.can_record(request.user):
        return first_steps_first(request)
    if request.method != "POST":
        initial = words_of(insight) | {"version": insight.version}
        return _show(request, insight, EditForm(initial=initial, audience=insight.audience))
    form = EditForm(request.POST, audience=insight.audience)
    if not form.is_valid():
        return _show(request, insight, form)
    warning = look_again(
        request,
        form,
        ["title", "body", "what_helped", "new_tags"],
        unlinked=insight.is_unlinked,
        change=lambda: _show(request, insight, form),
    )
    return warning or _store(request, insight, form)


def _show(request: MemberRequest, insight: Insight, form: EditForm) -> HttpResponse:
    return render_page(request, "insights/edit.html", {"insight": insight, "form": form})


def _store(request: MemberRequest, insight: Insight, form: EditForm) -> HttpResponse:
    words, version = form.words(kind=insight.kind), form.cleaned_data["version"]
    change = partial(recording.edit, insight, words, version=version, by=request.user)
    return see_other(changed(request, insight, form, change=change))


def changed(
    request: MemberRequest, words: T, form: EditForm | CommentEditForm, *, change: Callable[[], T]
) -> T:
    """Kept now, or before by the same form; else a page with both texts."""
    try:
        words = change()
    except editing.StaleEdit as stale:
        words.refresh_from_db()
        if not editing.says_the_same(words, form.cleaned_data):
            raise stale_words(request, words, form) from stale
    said(request, words, _("Your changes are kept, and so are the words before them."))
    return words


def stale_words(
    request: MemberRequest, words: Insight | Comment, form: EditForm | CommentEditForm
) -> Conflict:
    """Both texts, and everything else that was sent, to be sent again on top of what is there now."""
    compared = differences.compared(words)
    return Conflict(
        action=request.path,
        fields=[
            (str(form[name].label), name, getattr(words, name), form.cleaned_data[name])
            for name in compared
        ],
        hidden={name: form.values(name) for name in form.fields if name not in compared}
        | {"version": str(words.version)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def narrow(request: MemberRequest, reference: str) -> HttpResponse:
    insight = own(request, reference, policies.can_narrow)
    back = insight.get_absolute_url()
    return narrowed(request, insight, called=insight.title, back=back, then=see_other)


def narrowed(
    request: MemberRequest, words: T, *, called: str, back: str, then: Callable[[T], HttpResponse]
) -> HttpResponse:
    """Asks how words are to be signed, or signs them with less and goes on to where `then` leads."""
    form = NarrowForm(request.POST or None, words=words)
    if not form.is_valid():
        context = {"words": words, "called": called, "back": back, "form": form}
        return render_page(request, "insights/narrow.html", context)
    try:
        words = signing.narrow(words, form.cleaned_data["attribution"], by=request.user)
    except signing.NotNarrower:
        return see_other(request.path)
    said(request, words, _("It is signed with less now."))
    return then(words)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def withdraw(request: MemberRequest, reference: str) -> HttpResponse:
    insight = own(request, reference)
    if request.method != "POST":
        return render_page(request, "insights/withdraw.html", {"insight": insight})
    insight = recording.withdraw(insight, by=request.user)
    said(request, insight, _("It is withdrawn. Nobody else can read it any more."))
    return see_other("insights:contributions")
