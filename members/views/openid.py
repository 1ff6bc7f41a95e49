"""To an OpenID Connect provider and back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from requests import RequestException

from community.http import render_page, see_other
from members.single_sign_on import SignedTokens

LEAVING_FOR = "openid_leaving_for"
View = Callable[[HttpRequest, str], HttpResponse]


def with_a_provider(view: View) -> View:
    """404 for one that is not configured; a page that says so when it does not answer sensibly."""

    @wraps(view)
    def asked(request: HttpRequest, provider_id: str) -> HttpResponse:
        adapter = SignedTokens(request, provider_id)
        try:
            provider = adapter.get_provider()
        except SocialApp.DoesNotExist as unknown:
            raise Http404 from unknown
        try:
            return view(request, provider_id)
        except (RequestException, ValueError, KeyError, TypeError) as error:
            failed: HttpResponse = render_authentication_error(request, provider, exception=error)
            return failed

    return asked


@with_a_provider
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Only a pressed button leads away. Our forms may lead nowhere but here, so a page does."""
    if request.method != "POST":
        return see_other("account_login")
    answer = adapted(OAuth2LoginView, request, provider_id)
    request.session[LEAVING_FOR] = answer["Location"]
    return see_other("openid_connect_leave", provider_id)


@require_safe
@with_a_provider
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    if LEAVING_FOR not in request.session:
        return see_other("account_login")
    context = {
        "address": request.session[LEAVING_FOR],
        "provider": SignedTokens(request, provider_id).get_provider(),
    }
    return render_page(request, "socialaccount/leave.html", context)


@require_safe
@with_a_provider
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    request.session.pop(LEAVING_FOR, None)
    return adapted(OAuth2CallbackView, request, provider_id)


def adapted(view: type[Any], request: HttpRequest, provider_id: str) -> HttpResponse:
    answer: HttpResponse = view.adapter_view(SignedTokens(request, provider_id))(request)
    return answer
