"""The root of every address. Packages are included by name, so nothing is imported upwards."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from community import pages
from community.styleguide import styleguide

handler400 = "community.errors.bad_request"
handler403 = "community.errors.forbidden"
handler404 = "community.errors.not_found"
handler500 = "community.errors.server_error"

about = [
    path(f"{name}/", pages.home, name=name)
    for name in ("accessibility", "privacy", "ground-rules", "source")
]

urlpatterns = [
    path("", pages.home, name="home"),
    path("", include("members.urls")),
    path("", include("insights.urls")),
    path("", include("events.urls")),
    path("accounts/", include("allauth.urls")),
    path("about/", include((about, "about"))),
    path("admin/", admin.site.urls),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
