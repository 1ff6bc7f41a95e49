"""Signing up and in: allauth's forms in our words. Codes are typed; a password is typed once."""

from collections.abc import Mapping
from copy import copy
from secrets import token_hex
from typing import Any, ClassVar

from allauth.account import forms as theirs
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.socialaccount import forms as social
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from members.models import Member

Words = Mapping[str, tuple[Any, Any]]  # field: its label and hint, translated when shown

CODE = (_("Six-digit code"), _("It stops working after a few minutes."))
CODE_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}
EMAIL = (_("Email address"), "")
PASSWORD = (_("Password"), "")
NEW_PASSWORD = (
    _("Password"),
    _("At least 12 characters. Three or four ordinary words make a good one. Spaces are fine."),
)


class InOurWords(forms.Form):
    """Gives allauth's fields our labels and hints, and asks for nothing twice."""

    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, (label, hint) in self.words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(CODE_ATTRS)


class LoginForm(InOurWords, theirs.LoginForm):  # type: ignore[misc] # allauth is untyped
    words: ClassVar[Words] = {"login": EMAIL, "password": PASSWORD}


class SignupForm(InOurWords, theirs.SignupForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "email": (
            _("Email address"),
            _("A work address tells us where you work. No other member ever sees it."),
        ),
        "password1": NEW_PASSWORD,
    }

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """A known address takes as long as a new one: somebody joins too, for nothing."""
        if self.account_already_exists:
            self._join_in_vain(request)
        answer: tuple[Any, HttpResponse | None] = super().try_save(request)
        return answer

    @transaction.atomic
    def _join_in_vain(self, request: HttpRequest) -> None:
        """All the work of storing a new member, undone before anybody could see it."""
        in_vain = copy(self)
        in_vain.account_already_exists = False
        in_vain.cleaned_data = self.cleaned_data | {"email": f"{token_hex(16)}@in-vain.invalid"}
        joined = Member.objects.get(pk=in_vain.save(request).pk)
        has_verified_email(joined)  # what is asked before a code is sent to somebody new
        EmailAddress.objects.get_for_user(joined, joined.email)
        EmailAddress.objects.get_primary(joined)
        transaction.set_rollback(True)


class ProviderSignupForm(InOurWords, social.SignupForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"email": EMAIL}


class DisconnectForm(InOurWords, social.DisconnectForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"account": (_("Which one?"), "")}


class AddEmailForm(InOurWords, theirs.AddEmailForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "email": (_("New email address"), _("We send a code to it before anything changes."))
    }


class ChangePasswordForm(InOurWords, theirs.ChangePasswordForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "oldpassword": (_("Password you use now"), ""),
        "password1": (_("New password"), NEW_PASSWORD[1]),
    }


class SetPasswordForm(InOurWords, theirs.SetPasswordForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"password1": NEW_PASSWORD}


class TellsNobodyWhoIsKnown(InOurWords):
    """allauth looks among the members for an address it does not know: here for one it knows, too."""

    def clean_email(self) -> str:
        email: str = super().clean_email()  # type: ignore[misc] # of the form this is mixed into
        if getattr(self, "users", None) or getattr(self, "_user", None):
            list(Member.objects.filter(email__iexact=email).iterator())
        return email


class ResetPasswordForm(TellsNobodyWhoIsKnown, theirs.ResetPasswordForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"email": EMAIL}


class ResetPasswordKeyForm(InOurWords, theirs.ResetPasswordKeyForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"password1": (_("New password"), NEW_PASSWORD[1])}


class ReauthenticateForm(InOurWords, theirs.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"password": PASSWORD}


class StillYouForm(InOurWords, theirs.BaseConfirmCodeForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": CODE}


class RequestLoginCodeForm(TellsNobodyWhoIsKnown, theirs.RequestLoginCodeForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"email": EMAIL}


class ConfirmLoginCodeForm(InOurWords, theirs.ConfirmLoginCodeForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": CODE}


class ConfirmEmailCodeForm(InOurWords, theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": CODE}


class ConfirmPasswordResetCodeForm(InOurWords, theirs.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"code": CODE}


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "code": (_("Code the app shows now"), _("Six digits. It changes every half minute."))
    }


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    words: ClassVar[Words] = {
        "code": (
            _("Code from your app"),
            _("Six digits, or one of the recovery codes you kept."),
        )
    }


class MfaReauthenticateForm(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar[Words] = AuthenticateForm.words
