"""How allauth signs people in here: codes of six digits, mail through the outbox, plain words."""

import secrets
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.actions import mail
from members import asking_again, policies
from members.actions import sessions
from members.enums import BROWSER_WORDS, Browser
from members.models import Member
from members.qr import qr_svg
from members.sessions import BROWSER


def six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def browser_called(name: str) -> str:
    """Which kind of browser calls itself so."""
    return next((kind for word, kind in BROWSER_WORDS if word in name), Browser.OTHER).value


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account has been closed or suspended."),
        "duplicate_email": _("That is already your email address."),
        "email_password_mismatch": _(
            "That email address and password do not go together. Check both, or ask for a code by email."
        ),
        "enter_current_password": _("Type the password you use now."),
        "incorrect_code": _("That is not the newest code. Check it, or ask for another."),
        "incorrect_password": _("That is not your password. Check it and try again."),
        "rate_limited": _("That was quick. Wait a few seconds, then try again."),
        "same_as_current": _("Give an address that differs from the one you use now."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def generate_login_code(self) -> str:
        return six_digits()

    def generate_password_reset_code(self) -> str:
        return six_digits()

    def generate_email_verification_code(self) -> str:
        return six_digits()

    def login(self, request: HttpRequest, user: Member) -> None:
        super().login(request, user)
        request.session[BROWSER] = browser_called(self.get_http_user_agent(request))

    def set_password(self, user: Member, password: str) -> None:
        """Whoever knew the old one is signed out, wherever they are."""
        super().set_password(user, password)
        sessions.end_all(user, but=self.request.session.session_key)

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        asking_again.require_code(self.request)
        return bool(super().is_reauthentication_required(app=app, **named))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A code by mail, for who has nothing else to show."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if ways or not user.is_authenticated:
            return ways
        by_mail = _("Get a code by email")
        return [{"id": "code", "description": by_mail, "url": reverse("account_still_you")}]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail.post_template(template_prefix, to=email, context={"email": email, **context})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Those about to leave may stay; those new here take their first steps; everyone else goes home."""
        if policies.is_leaving(request.user):
            return reverse("members:leave")
        if not policies.may_post(request.user):
            return reverse("members:welcome")
        return reverse("home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("members:me")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Your role needs a second step at sign-in, so it cannot be turned off."
        ),
        "incorrect_code": _("That code does not fit. Wait for the app to show the next one."),
    }

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url, title=_("QR code to scan with an authenticator app"))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return policies.can_remove_second_factor(authenticator.user, authenticator)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host it was made at; people are shown the site's name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": app_settings.TOTP_ISSUER}

    def generate_authenticator_name(self, user: Member, type: str) -> str:  # noqa: A002 - allauth's word
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}
