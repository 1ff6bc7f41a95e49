"""A lost mailbox: asked for signed out, confirmed by two facilitators, stopped from the old address."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community import errors
from community.asking import members_only
from community.http import page_of, render_page, see_other
from members.actions import recovering
from members.forms.recovering import LostMailboxForm, RecoveryForm
from members.http import MemberRequest, Request
from members.models import Recovery

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def ask(request: Request) -> HttpResponse:
    """The same answer for every address, known or not, counted under what was typed."""
    form = LostMailboxForm(request.POST or None)
    if not form.is_valid():
        return render_page(request, "members/recovery/ask.html", {"form": form})
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="lost_mailbox", key=email):
        return errors.too_many(request)
    recovering.ask(email, new_email=form.cleaned_data["new_email"])
    return see_other("members:recovery-asked")


@require_safe
def asked(request: Request) -> HttpResponse:
    return render_page(request, "members/recovery/asked.html", {})


@get_or_post
def stop(request: Request, code: str, token: str) -> HttpResponse:
    """Opening the page changes nothing: a person presses the button."""
    recovery = Recovery.objects.stoppable(code, token)
    if recovery is None:
        raise Http404
    if request.method != "POST":
        return render_page(request, "members/recovery/stop.html", {})
    try:
        recovering.stop(recovery)
    except recovering.NotOpen:
        raise Http404 from None
    return see_other("members:recovery-stopped")


@require_safe
def stopped(request: Request) -> HttpResponse:
    return render_page(request, "members/recovery/stopped.html", {})


@members_only
@require_safe
def browse(request: MemberRequest) -> HttpResponse:
    facilitators_alone(request)
    waiting = Recovery.objects.visible_to(request.user).select_related("member")
    page = page_of(request, waiting)
    return render_page(request, "members/recovery/browse.html", {"page": page})


@members_only
@get_or_post
def detail(request: MemberRequest, code: str) -> HttpResponse:
    """What the other facilitator said is not shown: each makes sure for themselves."""
    facilitators_alone(request)
    found = Recovery.objects.visible_to(request.user).select_related("member")
    recovery = get_object_or_404(found, code=code)
    own = recovery.voices.filter(facilitator=request.user).first()
    form = RecoveryForm(request.POST or None)
    if own is None and form.is_valid():
        say(request, recovery, form)
        return see_other("members:recoveries")
    context = {"form": form, "recovery": recovery, "own": own}
    return render_page(request, "members/recovery/detail.html", context)


def say(request: MemberRequest, recovery: Recovery, form: RecoveryForm) -> None:
    confirms = form.cleaned_data["says"] == RecoveryForm.CONFIRM
    act = recovering.confirm if confirms else recovering.refuse
    try:
        act(recovery, reason=form.cleaned_data["reason"], by=request.user)
    except recovering.NotOpen:
        messages.info(request, _("It has been stopped or answered in the meantime."))
    else:
        messages.success(request, _("Your answer is recorded."))


def facilitators_alone(request: MemberRequest) -> None:
    if not request.user.is_facilitator:
        raise Http404
