"""One's own page as lines to read and change."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import policies
from members.models import Closing, Member


@dataclass(frozen=True)
class Line:
    label: str
    value: str
    url: str = ""
    act: str = ""


@dataclass(frozen=True)
class Part:
    name: str
    title: str
    lines: list[Line]


def own_summary(member: Member) -> list[Part]:
    return [
        Part("about-you", _("About you"), about(member)),
        Part("work", _("Where you work"), work(member)),
        Part("signing-in", _("Signing in"), signing_in(member)),
        Part("rules", _("Ground rules"), rules(member)),
        Part("leaving", _("Your data, and leaving"), leaving(member)),
    ]


def about(member: Member) -> list[Line]:
    edit = reverse("members:profile")
    return [
        Line(_("Name"), member.name or _("Not given yet"), edit),
        Line(_("About you"), member.about or _("Nothing yet"), edit),
        Line(_("What other members see"), what_others_see(member), edit),
    ]


def what_others_see(member: Member) -> str:
    if not member.listed:
        return _("Nothing. You are not in the directory.")
    shown = [
        label
        for is_shown, label in [
            (True, _("Your name")),
            (member.show_organisation, _("Where you work")),
            (member.show_role, _("Your role")),
            (member.show_places, _("Your places")),
            (member.show_about, _("What you wrote about yourself")),
            (True, _("What you signed by name")),
        ]
        if is_shown
    ]
    return "\n".join(shown)


def work(member: Member) -> list[Line]:
    hats = [str(hat) for hat in member.hats] or [_("Nothing yet")]
    return [
        Line(_("Hats you wear"), "\n".join(hats), reverse("members:hats")),
        Line(_("Places"), names(member.places.all()), reverse("members:places")),
    ]


def names(things: Iterable[object]) -> str:
    return "\n".join(str(thing) for thing in things) or _("None chosen")


def signing_in(member: Member) -> list[Line]:
    return [
        Line(_("Email address"), member.email, reverse("account_email")),
        Line(_("Password"), _("Hidden"), reverse("account_change_password")),
        Line(_("Second step"), second_step(member), reverse("mfa_index")),
        *single_sign_on(),
        Line(_("Where you are signed in"), browsers(member), reverse("members:sessions"), _("See")),
    ]


def single_sign_on() -> list[Line]:
    """Nothing where no provider is configured."""
    apps: list[dict[str, str]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    names = ", ".join(app["name"] for app in apps)
    connections = reverse("socialaccount_connections")
    return [Line(_("Single sign-on"), names, connections, _("See"))] if names else []


def browsers(member: Member) -> str:
    count = member.sessions.living().count()
    return ngettext("%(count)s browser", "%(count)s browsers", count) % {"count": count}


def second_step(member: Member) -> str:
    return _("On") if policies.has_second_factor(member) else _("Off")


def rules(member: Member) -> list[Line]:
    agreed = member.agreements.select_related("rules").order_by("-rules__version").first()
    if agreed is None:
        value = _("Not accepted yet")
    else:
        value = _("You accepted version %(version)s on %(day)s") % {
            "version": agreed.rules.version,
            "day": date_format(agreed.agreed_on, "j F Y"),
        }
    if not policies.has_accepted_newest_rules(member):
        value = _("%(accepted)s. There is a newer version.") % {"accepted": value}
    return [Line(_("Ground rules"), value, reverse("members:rules"), act=_("Read"))]


def leaving(member: Member) -> list[Line]:
    closing = Closing.objects.filter(member=member).first()
    account, act = _("Open"), _("Close")
    if closing is not None:
        day = date_format(timezone.localtime(closing.erase_at), "j F Y")
        account, act = _("Closes on %(day)s") % {"day": day}, _("Keep or change")
    copy = _("Everything about you, in a file")
    return [
        Line(_("A copy"), copy, reverse("members:data"), act=_("Get")),
        Line(_("Account"), account, reverse("members:leave"), act=act),
    ]
