"""Work done by the clock: forgetting."""

from procrastinate.contrib.django import app

from community.actions import forgetting


@app.periodic(cron="55 2 * * *")
@app.task(queueing_lock="forget_what_is_past")
def forget_what_is_past(timestamp: int) -> None:
    """Whatever has been kept as long as its class says."""
    forgetting.forget_what_is_past()
