"""Asking who somebody is by a code, where allauth has no page for it; and asking before a password is set."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from community import errors
from community.http import see_other
from members.asking_again import MailedCode
from members.forms.accounts import StillYouForm

View = Callable[..., HttpResponse]


def asked_first(view: View) -> View:
    """Before the page is shown. What was typed too late is typed again: a password is never put aside."""

    @wraps(view)
    @login_required
    def asking(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            raise_if_reauthentication_required(request, app="allauth.account")
        except ReauthenticationRequired:
            if request.method == "POST":
                return see_other(request.get_full_path())
            raise
        return view(request, **named)

    return asking


@method_decorator(login_required, name="dispatch")
class StillYouView(BaseReauthenticateView):  # type: ignore[misc] # allauth is untyped
    """A code is sent when the button is pressed, never because the page was opened."""

    @cached_property
    def code(self) -> MailedCode | None:
        return MailedCode.sent(self.request)

    @property
    def is_sending(self) -> bool:
        return self.code is None or self.request.POST.get("action") == "resend"

    def get_template_names(self) -> list[str]:
        return [f"account/still_you_{'code' if self.code else 'send'}.html"]

    def get_form_class(self) -> type[Form]:
        return Form if self.is_sending else StillYouForm

    def get_form_kwargs(self) -> dict[str, Any]:
        expected = {} if self.is_sending else {"code": self.code and self.code.code}
        return {**super().get_form_kwargs(), **expected}

    def form_valid(self, form: Form) -> HttpResponse:
        if self.code is None or self.is_sending:
            return self._send()
        self.code.finish()
        return super().form_valid(form)  # type: ignore[no-any-return]

    def _send(self) -> HttpResponse:
        request = self.request
        if not ratelimit.consume(request, action="still_you", key=request.user.email.lower()):
            return errors.too_many(request)
        MailedCode.send_to(request)
        return self._again()

    def form_invalid(self, form: Form) -> HttpResponse:
        if self.code is not None and self.code.record_invalid_attempt():
            return super().form_invalid(form)  # type: ignore[no-any-return]
        messages.error(self.request, _("That was the fifth try. Ask for another code."))
        return self._again()

    def _again(self) -> HttpResponse:
        return see_other(self.passthrough_next_url(self.request.path))

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**named)
        more = {"email": self.request.user.email, "can_resend": True, "cancel_url": "/me/"}
        return {**context, **more, "verify_form": context["form"]}


still_you: View = StillYouView.as_view()
