"""Addresses of the members package."""

from django.urls import URLPattern, URLResolver, path

from members.views import directory, hats, invitations, me, sessions, welcome

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    # First steps
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/name/", welcome.name, name="welcome-name"),
    path("welcome/work/", welcome.work, name="welcome-work"),
    path("welcome/places/", welcome.places, name="welcome-places"),
    path("welcome/rules/", welcome.rules, name="welcome-rules"),
    # One's own pages
    path("me/", me.me, name="me"),
    path("me/profile/", me.edit_profile, name="profile"),
    path("me/places/", me.places, name="places"),
    path("me/rules/", me.rules, name="rules"),
    path("me/hats/", hats.hats, name="hats"),
    path("me/hats/new/", hats.add_hat, name="hat-new"),
    path("me/hats/<int:pk>/", hats.change_hat, name="hat-change"),
    path("me/sessions/", sessions.sessions, name="sessions"),
    path("me/sessions/end/", sessions.end, name="end-session"),
    path("me/sessions/end-others/", sessions.end_others, name="end-other-sessions"),
    # An invitation to an event
    path("invitations/<str:code>/", invitations.look, name="invitation"),
    path("invitations/<str:code>/accept/", invitations.accept, name="accept-invitation"),
    # The directory
    path("members/", directory.browse, name="browse"),
    path("members/<str:code>/", directory.detail, name="detail"),
]
