"""What an author does with a comment of theirs: edit, sign with less, withdraw. By the row or by proof.

Wherever it stands: it outlives one's right to read what it is on, and then that is not named.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import render_page, require, see_other
from insights import policies
from insights.actions import commenting
from insights.enums import State
from insights.forms.responding import CommentEditForm
from insights.models import Comment
from insights.views.asking import first_steps_first
from insights.views.changing import changed, narrowed, said
from insights.views.checking import look_again
from members.http import MemberRequest

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def own(
    request: MemberRequest, comment: UUID, may: Callable[..., bool] = policies.can_change
) -> Comment:
    """To everybody but its author it never was."""
    mine = Comment.objects.filter(pk=comment).owned_by(request.user)
    words: Comment = get_object_or_404(mine.select_related("insight"))
    require(may(request.user, words))
    return words


@get_or_post
@members_only
def edit(request: MemberRequest, comment: UUID) -> HttpResponse:
    words = own(request, comment)
    if not policies.can_record(request.user):
        return first_steps_first(request)
    if request.method != "POST":
        initial = {"body": words.body, "version": words.version}
        return _show(request, words, CommentEditForm(initial=initial))
    form = CommentEditForm(request.POST)
    if not form.is_valid():
        return _show(request, words, form)
    again = partial(_show, request, words, form)
    warning = look_again(request, form, ["body"], unlinked=words.is_unlinked, change=again)
    return warning or _store(request, words, form)


def _show(request: MemberRequest, words: Comment, form: CommentEditForm) -> HttpResponse:
    context = {"comment": words, "form": form}
    return render_page(request, "insights/edit_comment.html", context)


def _store(request: MemberRequest, words: Comment, form: CommentEditForm) -> HttpResponse:
    body, version = form.cleaned_data["body"], form.cleaned_data["version"]
    change = partial(commenting.edit, words, body, version=version, by=request.user)
    return _where_it_is_read(request, changed(request, words, form, change=change))


def _where_it_is_read(request: MemberRequest, words: Comment) -> HttpResponse:
    """Or, while nobody else can read it there, to one's own comments."""
    shown = Comment.objects.visible_to(request.user).filter(pk=words.pk)
    if words.state == State.PUBLISHED and shown.exists():
        return see_other(words)
    return see_other("insights:own_comments")


@get_or_post
@members_only
def narrow(request: MemberRequest, comment: UUID) -> HttpResponse:
    words = own(request, comment, policies.can_narrow)
    back = reverse("insights:own_comments")
    then = partial(_where_it_is_read, request)
    return narrowed(request, words, called=_("Your comment"), back=back, then=then)


@get_or_post
@members_only
def withdraw(request: MemberRequest, comment: UUID) -> HttpResponse:
    words = own(request, comment)
    if request.method != "POST":
        return render_page(request, "insights/withdraw_comment.html", {"comment": words})
    words = commenting.withdraw(words, by=request.user)
    said(request, words, _("It is withdrawn. Nobody else can read it any more."))
    return see_other("insights:own_comments")
