"""Addresses of the members package."""

from django.urls import URLPattern, URLResolver, path

from members.views import (
    directory,
    hats,
    invitations,
    job_change,
    leaving,
    me,
    recovering,
    sessions,
    welcome,
)

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
    path("me/hats/job-change/", job_change.change_job, name="job-change"),
    # Leaving
    path("me/data/", leaving.data, name="data"),
    path("me/data/file/", leaving.data_file, name="data-file"),
    path("me/leave/", leaving.leave, name="leave"),
    path("me/leave/stay/", leaving.stay, name="stay"),
    path("goodbye/", leaving.left, name="left"),
    # A lost mailbox
    path("accounts/lost-mailbox/", recovering.ask, name="recovery-ask"),
    path("accounts/lost-mailbox/asked/", recovering.asked, name="recovery-asked"),
    path("accounts/lost-mailbox/stopped/", recovering.stopped, name="recovery-stopped"),
    path(
        "accounts/lost-mailbox/stop/<str:code>/<str:token>/",
        recovering.stop,
        name="recovery-stop",
    ),
    path("recoveries/", recovering.browse, name="recoveries"),
    path("recoveries/<str:code>/", recovering.detail, name="recovery"),
    # The directory
    path("members/", directory.browse, name="browse"),
    path("members/<str:code>/", directory.detail, name="detail"),
]
