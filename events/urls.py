"""Addresses of the events package."""

from django.urls import URLPattern, URLResolver, path

from events.views import (
    attendance,
    browse,
    calendars,
    capture,
    check_back,
    checking,
    exports,
    feedback,
    history,
    importing,
    invitations,
    live,
    next_steps,
    one_note,
    people,
    planning,
    publishing,
    registration,
    rooms,
    sorting,
    summaries,
    themes,
    workspace,
)

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("events/", browse.browse, name="browse"),
    path("events.ics", calendars.calendar, name="calendar"),
    path("events/new/", planning.new, name="new"),
    path("events/<str:code>/", browse.detail, name="detail"),
    path("events/<str:code>/event.ics", calendars.event_calendar, name="event_calendar"),
    path("events/<str:code>/workspace/", workspace.workspace, name="workspace"),
    path("events/<str:code>/edit/", planning.edit, name="edit"),
    path("events/<str:code>/move-on/", planning.move_on, name="move_on"),
    path("events/<str:code>/people/", people.people, name="people"),
    path("events/<str:code>/people/take-off/", people.take_off, name="take_off"),
    path("events/<str:code>/invitations/", invitations.invitations, name="invitations"),
    path("events/<str:code>/invitations/list/", invitations.invite, name="invite"),
    path("events/<str:code>/invitations/revoke/", invitations.revoke, name="revoke_invitation"),
    # Register
    path("events/<str:code>/register/", registration.register, name="register"),
    path("events/<str:code>/register/accept/", registration.accept, name="accept_place"),
    path("events/<str:code>/register/give-up/", registration.give_up, name="give_up_place"),
    path("events/<str:code>/registrations/", registration.registrations, name="registrations"),
    path("events/<str:code>/places/", registration.places, name="places"),
    path("events/<str:code>/was-there/", attendance.was_there, name="was_there"),
    path("events/<str:code>/attendance/", attendance.attendance, name="attendance"),
    # Capture
    path("events/<str:code>/capture/", capture.capture, name="capture"),
    path("events/<str:code>/capture/paste/", capture.paste, name="paste"),
    path("events/<str:code>/capture/note/", capture.add_note, name="add_note"),
    path("events/<str:code>/capture/import/", importing.import_notes, name="import_notes"),
    path(
        "events/<str:code>/capture/import/columns/", importing.match_columns, name="match_columns"
    ),
    path(
        "events/<str:code>/batches/<uuid:key>/undo/",
        capture.turn_batch,
        {"to": "undo"},
        name="undo_batch",
    ),
    path(
        "events/<str:code>/batches/<uuid:key>/redo/",
        capture.turn_batch,
        {"to": "redo"},
        name="redo_batch",
    ),
    # The room: who is there sends notes, who runs it watches
    path("join/", rooms.join, name="join"),
    path("join/<str:code>/", rooms.room, name="room"),
    path("join/<str:code>/<str:key>/", rooms.table, name="table"),
    path("join/<str:code>/<str:key>/board/", rooms.board, name="board"),
    path("join/<str:code>/<str:key>/notes/", rooms.notes, name="table_notes"),
    path("events/<str:code>/room/", live.set_up, name="set_up_room"),
    path("events/<str:code>/room/turn/", live.turn, name="turn_room"),
    path("events/<str:code>/room/sheets/", live.sheets, name="table_sheets"),
    path("events/<str:code>/live/", live.watch, name="live"),
    path("events/<str:code>/live/<str:note>/hide/", live.hide, name="hide_note"),
    path("events/<str:code>/live/<str:note>/show/", live.show, name="show_note"),
    path("events/<str:code>/projector/", live.projector, name="projector"),
    # Sort
    path("events/<str:code>/sort/", sorting.sort, name="sort"),
    path("events/<str:code>/sort/one/", one_note.sort_one, name="sort_one"),
    path("events/<str:code>/sort/one/back/", one_note.unsort_one, name="unsort_one"),
    path("events/<str:code>/sort/acts/", history.history, name="history"),
    path("events/<str:code>/sort/undo/", history.undo, name="undo_act"),
    path("events/<str:code>/sort/one/apart/", one_note.keep_apart, name="keep_apart"),
    path("events/<str:code>/themes/<int:theme>/", themes.theme, name="theme"),
    path("events/<str:code>/themes/<int:theme>/notes/", themes.sort_theme, name="sort_theme"),
    path("events/<str:code>/themes/<int:theme>/order/", themes.shift, name="shift_theme"),
    path("events/<str:code>/themes/<int:theme>/adds-to/", themes.adds_to, name="theme_adds_to"),
    path("events/<str:code>/themes/<int:theme>/delete/", themes.delete, name="delete_theme"),
    # Check back and publish
    path("events/<str:code>/check-back/", check_back.check_back, name="check_back"),
    path("events/<str:code>/check-back/begin/", check_back.begin, name="begin_check_back"),
    path("events/<str:code>/check-back/record/", check_back.record, name="record_check_back"),
    path("events/<str:code>/check-back/leave-out/", check_back.leave_out, name="leave_out"),
    path("check/<str:code>/", checking.check, name="check"),
    path("events/<str:code>/check-back/link/", checking.open_link, name="open_check_link"),
    path("events/<str:code>/check-back/link/turn/", checking.turn, name="turn_check_link"),
    path(
        "events/<str:code>/check-back/asked/<str:note>/", checking.settle, name="settle_asked_out"
    ),
    path("events/<str:code>/publish/", publishing.publish, name="publish"),
    # How it was
    path("events/<str:code>/feedback/", feedback.feedback, name="feedback"),
    path("events/<str:code>/feedback/answers/", feedback.heard, name="feedback_heard"),
    # What happens next
    path("events/<str:code>/next/", next_steps.next_steps, name="next_steps"),
    path("events/<str:code>/next/<int:step>/", next_steps.change, name="change_step"),
    path(
        "events/<str:code>/next/<int:step>/done/",
        next_steps.settle,
        {"how": "done"},
        name="tick_step",
    ),
    path(
        "events/<str:code>/next/<int:step>/not-done/",
        next_steps.settle,
        {"how": "not-done"},
        name="reopen_step",
    ),
    path(
        "events/<str:code>/next/<int:step>/take-out/",
        next_steps.settle,
        {"how": "take-out"},
        name="take_out_step",
    ),
    # Summaries
    path("events/<str:code>/summary/", summaries.summary, name="summary"),
    path("events/<str:code>/summary/draft/", summaries.draft, name="draft_summary"),
    path(
        "events/<str:code>/summary/publish/",
        summaries.turn,
        {"to": "publish"},
        name="publish_summary",
    ),
    path(
        "events/<str:code>/summary/take-back/",
        summaries.turn,
        {"to": "draft"},
        name="take_back_summary",
    ),
    path("events/<str:code>/summary/print/", exports.printable, name="print_summary"),
    path(
        "events/<str:code>/summary/versions/<int:number>/", exports.version, name="summary_version"
    ),
    path("events/<str:code>/summary.<str:suffix>", exports.download, name="download_summary"),
    path("events/<str:code>/summary/<str:key>/edit/", summaries.edit, name="edit_block"),
    path(
        "events/<str:code>/summary/<str:key>/restore/",
        summaries.settle,
        {"how": "restore"},
        name="restore_block",
    ),
    path(
        "events/<str:code>/summary/<str:key>/keep/",
        summaries.settle,
        {"how": "keep"},
        name="keep_block",
    ),
    path("events/<str:code>/summary/<str:key>/arrange/", summaries.arrange, name="arrange_block"),
]
