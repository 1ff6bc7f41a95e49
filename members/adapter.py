"""How allauth signs people in here: codes of six digits, mail through the outbox, plain words."""

import secrets
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.actions import mail
from members import policies
from members.models import Member
from members.qr import qr_svg


def six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


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
        member: Member = authenticator.user
        return not policies.must_have_second_factor(member)
