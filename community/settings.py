"""Settings, all of them, from the environment. `.env.example` explains each variable."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from community import logs
from community.environment import database, openid_apps, read_environment, secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = read_environment(BASE_DIR)
VAR_DIR = Path(env.str("VAR_DIR", "") or BASE_DIR / "var")

# Two modes. A demonstration makes its own keys and may skip the second factor; nothing else may.
DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = secret(env, "SECRET_KEY", keep_in=VAR_DIR / "keys" if DEMO else None)
ANONYMITY_KEY = secret(env, "ANONYMITY_KEY", keep_in=VAR_DIR / "keys" if DEMO else None)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
SECOND_FACTOR_REQUIRED = not DEMO

SITE_ADDRESS = env.str("SITE_ADDRESS", f"http://127.0.0.1:{env.int('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEMO else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
SOURCE_ADDRESS = env.str("SOURCE_ADDRESS", "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "hello@demo.example")

INSTALLED_APPS = [
    "events",
    "insights",
    "members",
    "community",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "community.logs.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "community.middleware.keep_to_ourselves",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "community.middleware.refuse_unreadable",
    "community.middleware.answer_conflicts",
    "community.middleware.stand_apart",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "community.middleware.keep_private",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.require_second_factor",
    "community.logs.notice_failures",
]

ROOT_URLCONF = "community.urls"
WSGI_APPLICATION = "community.wsgi.application"
FORM_RENDERER = "community.forms.SiteRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "community.context.site",
            ],
        },
    },
]

# The database: the server that DATABASE_URL names, else our own one under var/.
DATABASE_URL = env.str("DATABASE_URL", "")
DATABASES = {"default": database(env)}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        **DATABASES["default"].get("OPTIONS", {}),
        "connect_timeout": 2,
        "prepare_threshold": 5 if env.bool("PREPARES", True) else None,
        "options": f"-c statement_timeout={env.int('STATEMENT_TIMEOUT', 15_000)} "
        "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000 -c jit=off -c random_page_cost=1.1",
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    },
}

# Signing in
AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["members.backends.SessionBackend"]
PASSWORD_HASHERS = [
    "members.hashers.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "members.passwords.ContextWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "members.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.accounts.LoginForm",
    "signup": "members.forms.accounts.SignupForm",
    "add_email": "members.forms.accounts.AddEmailForm",
    "change_password": "members.forms.accounts.ChangePasswordForm",
    "set_password": "members.forms.accounts.SetPasswordForm",
    "reset_password": "members.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "members.forms.accounts.ResetPasswordKeyForm",
    "reauthenticate": "members.forms.accounts.ReauthenticateForm",
    "request_login_code": "members.forms.accounts.RequestLoginCodeForm",
    "confirm_login_code": "members.forms.accounts.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "members.forms.accounts.ConfirmEmailCodeForm",
    "confirm_password_reset_code": "members.forms.accounts.ConfirmPasswordResetCodeForm",
}
MFA_ADAPTER = "members.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "members.forms.accounts.ActivateTOTPForm",
    "authenticate": "members.forms.accounts.AuthenticateForm",
    "reauthenticate": "members.forms.accounts.MfaReauthenticateForm",
    "add_webauthn": "members.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "members.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "members.forms.passkeys.SignInWithPasskeyForm",
    "authenticate_webauthn": "members.forms.passkeys.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "members.forms.passkeys.ReauthenticatePasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "members.single_sign_on.SingleSignOn"
SOCIALACCOUNT_FORMS = {
    "signup": "members.forms.accounts.ProviderSignupForm",
    "disconnect": "members.forms.accounts.DisconnectForm",
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": openid_apps(env)}
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SIGNUP_REDIRECT_URL = "members:welcome"
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "signup": "120/m/ip",
    "reset_password": "120/m/ip,5/h/key",
    "reset_password_from_key": "240/m/ip",
    "confirm_email": "5/h/key",
    "lost_mailbox": "120/m/ip,3/d/key",
    "request_login_code": "240/m/ip,5/h/key",
    "still_you": "5/h/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "240/m/ip"}
MFA_TOTP_ISSUER = "Commonality"

SESSION_ENGINE = "members.sessions"

# Notices shown once live in the session: no third cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Words, numbers and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "community" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Mail leaves through the outbox; the backend only decides where it goes.
EMAIL_BACKEND = env.str(
    "EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Commonality <hello@demo.example>")

# Files
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "community.stylesheets.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # no member upload exists
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("STATIC_MANIFEST", not (DEBUG or DEMO))
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or DEMO

# The browser's side of trust
SECURE_COOKIES = env.bool("SECURE_COOKIES", not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_NAME = "__Host-session" if SECURE_COOKIES else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_COOKIES else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "community.errors.csrf_failed"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", not DEMO)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
)
ALLAUTH_TRUSTED_PROXY_COUNT = int(bool(SECURE_PROXY_SSL_HEADER))  # limits count visitors
SECURE_HSTS_SECONDS = 0 if DEMO else env.int("SECURE_HSTS_SECONDS", 63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# A file is read into memory and never written to a disk; in a larger request it is passed over.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_010_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# Logs, jobs and tags
LOGGING = logs.configuration(env.str("LOG_LEVEL", "INFO"))
OLDEST_JOB_SECONDS = env.int("OLDEST_JOB_SECONDS", 600)
TAGGIT_CASE_INSENSITIVE = True

# Holding: when this is missing, unreadable or under 2, everything is held.
HOLD_FIRST = 2
