"""Addresses of the insights package. One section a page family."""

from django.urls import URLPattern, URLResolver, path

from insights.views import (
    appeals,
    audit,
    bulk,
    changing,
    claiming,
    commonality,
    contributions,
    detail,
    figures,
    library,
    looking_again,
    moderation,
    own_comments,
    pausing,
    proposals,
    recording,
    redacting,
    reporting,
    responding,
    splitting,
    support,
    tags,
    together,
    waiting,
)

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    # Recording: before the insight pages, whose references would match these words
    path("insights/new/", recording.new, name="new"),
    path("insights/sent/", recording.sent, name="sent"),
    path("insights/drafts/<uuid:draft>/discard/", recording.discard_draft, name="discard_draft"),
    path("insights/<str:reference>/edit/", changing.edit, name="edit"),
    path("insights/<str:reference>/split/", splitting.split, name="split"),
    path("insights/<str:reference>/signature/", changing.narrow, name="narrow"),
    path("insights/<str:reference>/withdraw/", changing.withdraw, name="withdraw"),
    # Library and insight pages
    path("insights/", library.browse, name="browse"),
    path("insights/feed/", library.feed, name="feed"),
    path("insights/<str:reference>/", detail.detail, name="detail"),
    path("insights/<str:reference>/versions/", detail.versions, name="versions"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
    # My contributions
    path("contributions/", contributions.contributions, name="contributions"),
    path("contributions/comments/", contributions.own_comments, name="own_comments"),
    path("contributions/comments/<uuid:comment>/edit/", own_comments.edit, name="edit_comment"),
    path(
        "contributions/comments/<uuid:comment>/signature/",
        own_comments.narrow,
        name="narrow_comment",
    ),
    path(
        "contributions/comments/<uuid:comment>/withdraw/",
        own_comments.withdraw,
        name="withdraw_own_comment",
    ),
    path("contributions/decisions/<int:decision>/appeal/", appeals.appeal, name="appeal"),
    path("contributions/kept-out/<int:kept>/appeal/", looking_again.ask, name="look_again"),
    path("contributions/drafts/", contributions.drafts, name="drafts"),
    # Responding: answers, comments, reports
    path("insights/<str:reference>/answer/", responding.answer, name="answer"),
    path("insights/<str:reference>/answer/take-back/", responding.take_back, name="take_back"),
    path("insights/<str:reference>/comments/", responding.comment, name="comment"),
    path("insights/<str:reference>/comments/sent/", responding.comment_sent, name="comment_sent"),
    path(
        "insights/<str:reference>/comments/<uuid:comment>/withdraw/",
        responding.withdraw_comment,
        name="withdraw_comment",
    ),
    # Moderation
    path("moderation/", waiting.moderate_all, name="moderation"),
    path("moderation/bulk/", bulk.decide_many, name="bulks"),
    path("moderation/bulk/<str:code>/", bulk.bulk, name="bulk"),
    path("moderation/bulk/<str:code>/undo/", bulk.undo_bulk, name="undo_bulk"),
    path("moderation/<str:family>/<str:key>/take/", claiming.take, name="take"),
    path("moderation/<str:family>/<str:key>/release/", claiming.release, name="release"),
    path("moderation/insights/<str:reference>/", moderation.insight, name="moderate"),
    path("moderation/insights/<str:reference>/redact/", redacting.redact, name="redact"),
    path("moderation/insights/<str:reference>/merge/", together.merge, name="merge"),
    path("moderation/insights/<str:reference>/apart/", together.take_apart, name="take_apart"),
    path("moderation/comments/<uuid:comment>/", moderation.comment, name="moderate_comment"),
    path("moderation/reports/<str:reference>/", reporting.moderate_report, name="moderate_report"),
    path("moderation/appeals/<int:pk>/", appeals.moderate_appeal, name="moderate_appeal"),
    path("moderation/insights/<str:reference>/pause/", pausing.pause_insight, name="pause"),
    path("moderation/comments/<uuid:comment>/pause/", pausing.pause_comment, name="pause_comment"),
    path("moderation/safety/", reporting.safety, name="safety"),
    path("moderation/tags/<int:pk>/", proposals.tag, name="moderate_tag"),
    path(
        "moderation/organisations/<int:pk>/", proposals.organisation, name="moderate_organisation"
    ),
    path("how-we-moderate/", figures.how_we_moderate, name="how_we_moderate"),
    path("how-we-moderate.csv", figures.how_we_moderate_csv, name="how_we_moderate_csv"),
    path("moderation/log/", audit.moderation_log, name="moderation_log"),
    path("moderation/log.csv", audit.moderation_log_csv, name="moderation_log_csv"),
    # Reporting
    path("insights/<str:reference>/report/", reporting.report, name="report"),
    path(
        "insights/<str:reference>/comments/<uuid:comment>/report/",
        reporting.report_comment,
        name="report_comment",
    ),
    path("report/<str:sort>/<str:key>/", reporting.report_text, name="report_text"),
    path("reports/<str:reference>/", reporting.report_status, name="report_status"),
    # Commonality
    path("commonality/", commonality.commonality, name="commonality"),
    path("commonality/verdicts.csv", commonality.verdicts, name="verdicts"),
    path("commonality/method/", commonality.method, name="method"),
    # Support
    path("support/", support.board, name="support"),
    path("support/offers/", support.my_offers, name="my_offers"),
    path("support/offers/<uuid:offer>/take-back/", support.take_back, name="take_offer_back"),
    path("insights/<str:reference>/offer/", support.offer, name="offer"),
    path("insights/<str:reference>/offers/", support.offers, name="offers"),
    path("insights/<str:reference>/offers/<uuid:offer>/accept/", support.accept, name="accept"),
    path("insights/<str:reference>/offers/<uuid:offer>/decline/", support.decline, name="decline"),
    path("insights/<str:reference>/settle/", support.settle, name="settle"),
    path("insights/<str:reference>/reopen/", support.reopen, name="reopen"),
]
