"""Who comes from an OpenID Connect provider: what of it is believed, and what is kept."""

from typing import Any, ClassVar

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth is untyped
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("A member has this address already. Sign in as that member first."),
        "no_password": _("Choose a password first: without one you could not sign in any more."),
    }

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return is_of(login, email)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """When somebody last came is not kept."""
        known = SocialAccount.objects.filter(pk=sociallogin.account.pk)
        known.update(last_login=F("date_joined"))


class SignedTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Checks the signature of every token, wherever it came from, and keeps nothing it says of a person."""

    did_fetch_access_token = property(lambda self: False, lambda self, fetched: None)

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **named: Any
    ) -> SocialLogin:
        login = super().complete_login(request, app, token, **named)
        told = login.account.extra_data
        require_same_person(told)
        claims = {**told["id_token"], **told.get("userinfo", {})}
        for address in login.email_addresses:
            address.verified = claims.get("email_verified") is True and is_of(login, address.email)
        login.account.extra_data = {}
        return login


def require_same_person(told: dict[str, Any]) -> None:
    """Both of what a provider said must be of one person, and one of them signed."""
    signed = told.get("id_token", {})
    said = told.get("userinfo", signed)
    if not signed.get("sub") or signed["sub"] != said.get("sub"):
        raise OAuth2Error("two people")


def is_of(login: SocialLogin, email: str) -> bool:
    """Whether the operator lets this provider speak for the address's domain."""
    return email.rpartition("@")[2].lower() in login.provider.app.settings["domains"]
