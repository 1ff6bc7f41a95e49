"""“Is it still you?” for who has neither a password nor a second step: a code sent to their address.

allauth lets them by unasked. The code is kept in their session, as it keeps those to sign in with.
"""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest

KEY = "still_you"


def require_code(request: HttpRequest) -> None:
    """Leads them to the page that asks, unless they showed who they are a moment ago."""
    if not has_another_way(request.user) and not _was_asked_lately(request):
        raise ReauthenticationRequired


def has_another_way(member: Any) -> bool:
    return bool(reauthentication.get_reauthentication_flows(member))


def _was_asked_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    times: list[float] = [each["at"] for each in records if each.get("reauthenticated")]
    return bool(times) and time.time() - times[-1] < app_settings.REAUTHENTICATION_TIMEOUT


class MailedCode(AbstractCodeVerificationProcess):  # type: ignore[misc] # allauth is untyped
    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )
        self.request = request

    @classmethod
    def sent(cls, request: HttpRequest) -> "MailedCode | None":
        """The one they have been sent, while it works."""
        state = request.session.get(KEY)
        waiting: MailedCode | None = cls(request, state).abort_if_invalid() if state else None
        return waiting

    @classmethod
    def send_to(cls, request: HttpRequest) -> None:
        member: Any = request.user
        cls(request, cls.initial_state(user=member, email=member.email)).send()

    def send(self) -> None:
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        context = {"code": self.state["code"]}
        adapter.send_mail("account/email/still_you", self.state["email"], context)
        self.persist()

    def persist(self) -> None:
        self.request.session[KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(KEY, None)

    def finish(self) -> None:
        self.abort()
        record_authentication(self.request, self.user, method="code", reauthenticated=True)
