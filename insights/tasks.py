"""Work done after the response, and by the clock."""

from procrastinate.contrib.django import app

from insights.actions import counting, figures


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="refresh_snapshot")
def refresh_snapshot(timestamp: int) -> None:
    """Every night asks whether the public figures are due; safe to run twice."""
    counting.refresh_if_due()


@app.periodic(cron="25 3 * * *")
@app.task(queueing_lock="refresh_moderation_count")
def refresh_moderation_count(timestamp: int) -> None:
    """Every night asks whether moderation is to be counted; safe to run twice."""
    figures.refresh_if_due()
