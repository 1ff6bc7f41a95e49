"""Addresses under /accounts/: those of allauth that people need here, and no emailed links."""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.http import HttpResponse
from django.urls import URLPattern, path

from members.views import asking_again, openid, passkeys
from members.views.accounts import answered


def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return path(route, answered(view), name=name)


urlpatterns = [
    page("login/", account.login, "account_login"),
    page("login/code/", account.request_login_code, "account_request_login_code"),
    page("login/code/confirm/", account.confirm_login_code, "account_confirm_login_code"),
    page("login/second-step/", mfa.authenticate, "mfa_authenticate"),
    page("signup/provider/", social.signup, "socialaccount_signup"),
    page("providers/", social.connections, "socialaccount_connections"),
    page("providers/left/", social.login_cancelled, "socialaccount_login_cancelled"),
    page("providers/<slug:provider_id>/", openid.begin, "openid_connect_login"),
    page("providers/<slug:provider_id>/leave/", openid.leave, "openid_connect_leave"),
    page("providers/<slug:provider_id>/callback/", openid.come_back, "openid_connect_callback"),
    page("logout/", account.logout, "account_logout"),
    page("inactive/", account.account_inactive, "account_inactive"),
    page("signup/", account.signup, "account_signup"),
    page("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    page("reauthenticate/code/", asking_again.still_you, "account_still_you"),
    page("reauthenticate/second-step/", mfa.reauthenticate, "mfa_reauthenticate"),
    page("email/", account.email, "account_email"),
    page("email/code/", account.email_verification_sent, "account_email_verification_sent"),
    page("password/change/", account.password_change, "account_change_password"),
    page("password/set/", asking_again.asked_first(account.password_set), "account_set_password"),
    page("password/reset/", account.password_reset, "account_reset_password"),
    page(
        "password/reset/code/",
        account.confirm_password_reset_code,
        "account_confirm_password_reset_code",
    ),
    page("password/reset/new/", account.complete_password_reset, "account_complete_password_reset"),
    page(
        "password/reset/done/",
        account.password_reset_from_key_done,
        "account_password_reset_completed",
    ),
    page("second-step/", mfa.index, "mfa_index"),
    page("login/passkey/", passkeys.sign_in, "mfa_login_webauthn"),
    page("reauthenticate/passkey/", passkeys.reauthenticate, "mfa_reauthenticate_webauthn"),
    page("second-step/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    page("second-step/passkeys/new/", webauthn.add_webauthn, "mfa_add_webauthn"),
    page("second-step/passkeys/<int:pk>/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    page("second-step/passkeys/<int:pk>/remove/", passkeys.remove, "mfa_remove_webauthn"),
    page("second-step/app/", totp.activate_totp, "mfa_activate_totp"),
    page("second-step/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("second-step/recovery-codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    page(
        "second-step/recovery-codes/new/",
        recovery.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    page(
        "second-step/recovery-codes/file/",
        recovery.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
]
