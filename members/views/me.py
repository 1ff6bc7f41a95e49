"""One's own pages: what is kept, what is shown, and where it is changed."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from members import policies
from members.actions import joining, profile
from members.forms.profile import ProfileForm
from members.forms.steps import PlacesForm, RulesForm
from members.http import MemberRequest
from members.models import GroundRules, Member
from members.summary import own_summary

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def me(request: MemberRequest) -> HttpResponse:
    return render_page(request, "members/me.html", {"parts": own_summary(request.user)})


@members_only
@get_or_post
def edit_profile(request: MemberRequest) -> HttpResponse:
    own = Member.objects.visible_to(request.user).get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=own)
    if form.is_valid():
        profile.change_profile(form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return see_other("members:me")
    return render_page(request, "members/profile_edit.html", {"form": form})


@members_only
@get_or_post
def places(request: MemberRequest) -> HttpResponse:
    form = PlacesForm(request.POST or None, initial={"places": request.user.places.all()})
    if form.is_valid():
        joining.choose_places(form.cleaned_data["places"], by=request.user)
        messages.success(request, _("Saved."))
        return see_other("members:me")
    return render_page(request, "members/places_edit.html", {"form": form})


@members_only
@get_or_post
def rules(request: MemberRequest) -> HttpResponse:
    """The newest ground rules, to read or to accept; then on to where one was going."""
    newest = GroundRules.objects.newest()
    if newest is None:
        return see_other("members:me")
    form = RulesForm(request.POST or None, rules=newest)
    if form.is_valid():
        joining.accept_rules(newest, by=request.user)
        return see_other(way_on(request) or reverse("members:me"))
    accepted = policies.has_accepted_newest_rules(request.user)
    context = {"form": form, "rules": newest, "accepted": accepted, "next": way_on(request)}
    return render_page(request, "members/rules.html", context)


def way_on(request: MemberRequest) -> str:
    """A page of this site, or nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, settings.SECURE_SSL_REDIRECT
    )
    return asked if safe else ""
