"""The root of every address. Packages are included by name, so nothing is imported upwards."""

from django.contrib import admin
from django.urls import include, path

from community import pages

handler400 = "community.errors.bad_request"
handler403 = "community.errors.forbidden"
handler404 = "community.errors.not_found"
handler500 = "community.errors.server_error"

urlpatterns = [
    path("", pages.home, name="home"),
    path("", include("members.urls")),
    path("", include("insights.urls")),
    path("", include("events.urls")),
    path("admin/", admin.site.urls),
]
