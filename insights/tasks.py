"""Work done after the response, and by the clock."""

from procrastinate.contrib.django import app

from insights.actions import claiming, counting, deciding_many


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="refresh_snapshot")
def refresh_snapshot(timestamp: int) -> None:
    """Every night asks whether the public figures are due; safe to run twice."""
    counting.refresh_if_due()


@app.periodic(cron="25 3 * * *")
@app.task(queueing_lock="forget_ended_claims")
def forget_ended_claims(timestamp: int) -> None:
    """Safe to run twice."""
    claiming.forget_ended()


@app.task
def work_through_bulk(bulk_pk: int) -> None:
    """Safe to run twice."""
    deciding_many.work_through(bulk_pk)


@app.task
def take_back_bulk(bulk_pk: int) -> None:
    """Safe to run twice."""
    deciding_many.take_back(bulk_pk)
