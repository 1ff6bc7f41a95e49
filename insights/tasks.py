"""Work done after the response, and by the clock."""

from procrastinate.contrib.django import app

from insights.actions import claiming, counting, crowding, deciding_many, figures, mixing


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


@app.periodic(cron="45 2 * * *")
@app.task(queueing_lock="narrow_to_crowds")
def narrow_to_crowds(timestamp: int) -> None:
    """Every night, because a hat ends with its day and nobody does anything; safe to run twice."""
    crowding.narrow_to_crowds()


@app.periodic(cron="50 2 * * *")
@app.task(queueing_lock="forget_the_order")
def forget_the_order(timestamp: int) -> None:
    """Every night for the day before; safe to run twice."""
    mixing.forget_the_order()


@app.periodic(cron="35 3 * * *")
@app.task(queueing_lock="refresh_moderation_count")
def refresh_moderation_count(timestamp: int) -> None:
    """Every night asks whether moderation is to be counted; safe to run twice."""
    figures.refresh_if_due()
