"""Work done by the clock."""

from procrastinate.contrib.django import app

from members.actions import invitations


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_invited_addresses")
def forget_invited_addresses(timestamp: int) -> None:
    """Safe to run twice."""
    invitations.forget_addresses()
