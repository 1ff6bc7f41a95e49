"""A change of job in one step: one hat is taken off, another put on."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import render_page, see_other
from members.actions import hats
from members.forms.job_change import JobChangeForm
from members.http import MemberRequest
from members.views.welcome import put_on_hat


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def change_job(request: MemberRequest) -> HttpResponse:
    form = JobChangeForm(request.POST or None, member=request.user)
    if not form.is_valid():
        return render_page(request, "members/job_change.html", {"form": form})
    with transaction.atomic():
        typed = form.cleaned_data
        hats.take_off(typed["ending"], last_day=typed["last_day"], by=request.user)
        put_on_hat(form)
    messages.success(request, _("Saved. What you signed before stays as it was signed."))
    return see_other("account_email" if typed["new_email"] else "members:hats")
