"""The root of every address. Packages are included by name, so nothing is imported upwards."""

from django.conf import settings
from django.urls import include, path

from community import health, pages
from community.styleguide import styleguide

handler400 = "community.errors.bad_request"
handler403 = "community.errors.forbidden"
handler404 = "community.errors.not_found"
handler429 = "community.errors.too_many"  # asked for by allauth
handler500 = "community.errors.server_error"

urlpatterns = [
    path("", pages.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("members.urls")),
    path("", include("insights.urls")),
    path("", include("events.urls")),
    path("accounts/", include("members.account_urls")),
    path("about/", include("community.about_urls")),
    path("admin/", include("members.admin_urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
