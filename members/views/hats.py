"""One's hats: those worn now and those of before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from members.actions import hats as wearing
from members.forms.hats import HatDatesForm
from members.http import MemberRequest
from members.views.welcome import hat_form, put_on_hat

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def hats(request: MemberRequest) -> HttpResponse:
    every = request.user.affiliations.select_related("organisation")
    worn = every.current()
    context = {"worn": worn, "before": every.exclude(pk__in=worn.values("pk"))}
    return render_page(request, "members/hats.html", context)


@members_only
@get_or_post
def add_hat(request: MemberRequest) -> HttpResponse:
    form = hat_form(request)
    if form.is_valid():
        put_on_hat(form)
        messages.success(request, _("Added. You can choose this hat when you record."))
        return see_other("members:hats")
    return render_page(request, "members/hat_new.html", {"form": form})


@members_only
@get_or_post
def change_hat(request: MemberRequest, pk: int) -> HttpResponse:
    own = request.user.affiliations.select_related("organisation")
    hat = get_object_or_404(own, pk=pk)
    form = HatDatesForm(request.POST or None, instance=hat)
    if form.is_valid():
        wearing.change(form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return see_other("members:hats")
    return render_page(request, "members/hat_change.html", {"form": form, "hat": own.get(pk=pk)})
