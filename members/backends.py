"""Whose session a request carries."""

from allauth.account.auth_backends import AuthenticationBackend

from members.models import Member


class SessionBackend(AuthenticationBackend):  # type: ignore[misc] # allauth is untyped
    """Signing in as allauth has it; who is signed in is asked together with what every page asks of them."""

    def get_user(self, user_id: int) -> Member | None:
        member = Member.objects.signed_in(user_id)
        return member if member and self.user_can_authenticate(member) else None
