"""Passkeys: allauth's pages, where they differ here."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import views as theirs
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from community.http import see_other


def tell(request: HttpRequest, form: Form) -> None:
    for error in form.non_field_errors():
        messages.error(request, str(error))


class RemovePasskeyView(theirs.RemoveWebAuthnView):  # type: ignore[misc] # allauth is untyped
    """Not the last second step of somebody who must have one."""

    def form_valid(self, form: Form) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            form.add_error(None, adapter.error_messages["cannot_delete_authenticator"])
            answer: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return answer
        return super().form_valid(form)  # type: ignore[no-any-return]


class ReauthenticatePasskeyView(theirs.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A refusal comes back to the page it was given on."""

    def form_invalid(self, form: Form) -> HttpResponse:
        tell(self.request, form)
        return see_other(self.request.get_full_path())


class SignInWithPasskeyView(theirs.LoginWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Form) -> HttpResponse:
        tell(self.request, form)
        return see_other("account_login")


def view_of(view: type[Any]) -> Any:
    return view.as_view()


sign_in = view_of(SignInWithPasskeyView)
remove = view_of(RemovePasskeyView)
reauthenticate = view_of(ReauthenticatePasskeyView)
