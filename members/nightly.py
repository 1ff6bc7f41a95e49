"""Work done by the clock: leaving, forgetting, and addresses that change after their 48 hours."""

from procrastinate.contrib.django import app

from community.actions import forgetting
from members.actions import invitations, leaving, recovering


@app.periodic(cron="45 2 * * *")
@app.task(queueing_lock="erase_those_due")
def erase_those_due(timestamp: int) -> None:
    """Those whose seven days are over."""
    leaving.erase_those_due()


@app.periodic(cron="55 2 * * *")
@app.task(queueing_lock="forget_what_is_past")
def forget_what_is_past(timestamp: int) -> None:
    """Whatever has been kept as long as its class says."""
    forgetting.forget_what_is_past()


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="change_addresses")
def change_addresses(timestamp: int) -> None:
    """Every hour; safe to run twice."""
    recovering.finish_those_due()


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_invited_addresses")
def forget_invited_addresses(timestamp: int) -> None:
    """Safe to run twice."""
    invitations.forget_addresses()
