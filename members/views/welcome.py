"""First steps: one page at a time, each saved before the next."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from community.asking import members_only
from community.http import render_page, see_other
from members import steps
from members.actions import hats, joining
from members.forms.hats import NEW, RESIDENT, HatForm
from members.forms.steps import NameForm, PlacesForm, RulesForm
from members.http import MemberRequest
from members.models import GroundRules, Organisation
from members.steps import next_step, steps_of

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def welcome(request: MemberRequest) -> HttpResponse:
    """What is left to do; or what one can do now."""
    context = {"steps": steps_of(request.user), "next_step": next_step(request.user)}
    return render_page(request, "members/welcome.html", context)


@members_only
@get_or_post
def name(request: MemberRequest) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        joining.give_name(form.cleaned_data["name"], by=request.user)
        return see_other(steps.after("welcome-name", request.user))
    return step_page(request, "members/steps/name.html", form=form, number=1)


@members_only
@get_or_post
def work(request: MemberRequest) -> HttpResponse:
    form = hat_form(request)
    if form.is_valid():
        put_on_hat(form)
        return see_other(steps.after("welcome-work", request.user))
    return step_page(request, "members/steps/work.html", form=form, number=2)


def hat_form(request: MemberRequest) -> HatForm:
    look_for = request.GET.get("q", "")
    return HatForm(request.POST or None, member=request.user, look_for=look_for)


def put_on_hat(form: HatForm) -> None:
    """As the form says: an organisation, a new one, or a resident's."""
    typed = form.cleaned_data
    organisation: Organisation | None = None
    if typed["organisation"] == NEW:
        organisation = hats.propose_organisation(
            typed["new_name"], sector=typed["new_sector"], by=form.member
        )
    elif typed["organisation"] != RESIDENT:
        organisation = typed["organisation"]
    hats.put_on(organisation, role_title=typed["role_title"], by=form.member)
    form.member.__dict__.pop("hats", None)  # asked again after the change


@members_only
@get_or_post
def places(request: MemberRequest) -> HttpResponse:
    form = PlacesForm(request.POST or None, initial={"places": request.user.places.all()})
    if form.is_valid():
        joining.choose_places(form.cleaned_data["places"], by=request.user)
        return see_other(steps.after("welcome-places", request.user))
    return step_page(request, "members/steps/places.html", form=form, number=3)


@members_only
@get_or_post
def rules(request: MemberRequest) -> HttpResponse:
    newest = GroundRules.objects.newest()
    if newest is None:
        return see_other("members:welcome")
    form = RulesForm(request.POST or None, rules=newest)
    if form.is_valid():
        joining.accept_rules(newest, by=request.user)
        return see_other("members:welcome")
    return step_page(request, "members/steps/rules.html", form=form, number=4, rules=newest)


def step_page(
    request: MemberRequest, template: str, *, form: forms.Form, number: int, **more: Any
) -> HttpResponse:
    context = {"form": form, "number": number, "total": len(steps_of(request.user)), **more}
    return render_page(request, template, context)
