"""Passkeys: what a browser answers to a challenge, read carefully; and the name one gives a passkey."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as theirs
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.forms import LineField
from members.forms.accounts import InOurWords, Words

# What the reading of a made-up answer may raise, several layers down.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError)
NOT_ACCEPTED = _("That passkey was not accepted. Try again, or use another way to sign in.")
NONE_SENT = _(
    "Your browser sent no passkey. It needs JavaScript, and a device that keeps passkeys."
)
NAME = (_("A name for it"), _("So that you can tell it from others: “Work laptop”, “My phone”."))


class PasskeyForm(forms.Form):
    """Whatever is wrong with what a browser sent is said of the whole form: nobody typed it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].required = False

    def told_of(self, check: Callable[[], Any]) -> Any:
        try:
            return check()
        except ValidationError as error:
            known = error.code != "incorrect_code"
            self.add_error(None, error if known else NOT_ACCEPTED)
        except UNREADABLE:
            self.add_error(None, NOT_ACCEPTED)
        return None

    def sent(self) -> bool:
        if not self.cleaned_data.get("credential"):
            self.add_error(None, NONE_SENT)
        return not self.errors


class AddPasskeyForm(InOurWords, PasskeyForm, theirs.AddWebAuthnForm):  # type: ignore[misc] # allauth is untyped
    """Only passkeys that ask their owner for a fingerprint, a face or a PIN: they sign in by themselves."""

    words: ClassVar[Words] = {"name": NAME}
    name = LineField(max_length=60, required=False)
    passwordless = None

    def clean(self) -> dict[str, Any]:
        if self.sent():
            self.cleaned_data["passwordless"] = True
            self.told_of(super().clean)
        return self.cleaned_data


class AnswerForm(PasskeyForm):
    """An answer to a challenge becomes the authenticator that gave it."""

    def clean_credential(self) -> Authenticator | None:
        if not self.sent():
            return None
        return self.told_of(super().clean_credential)  # type: ignore[misc] # allauth's, further along


class SignInWithPasskeyForm(AnswerForm, theirs.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class SecondStepPasskeyForm(AnswerForm, theirs.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ReauthenticatePasskeyForm(AnswerForm, theirs.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class RenamePasskeyForm(InOurWords, theirs.EditWebAuthnForm):  # type: ignore[misc]
    words: ClassVar[Words] = {"name": NAME}
    name = LineField(max_length=60)
