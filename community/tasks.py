"""Work done after the response. Each task may run twice."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from community.models import OutboxMessage


@app.task(retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def send_message(message_pk: int) -> None:
    """Send one message and forget its words. The same Message-ID every time it is tried."""
    with transaction.atomic():
        waiting = OutboxMessage.objects.waiting().select_for_update(skip_locked=True)
        message = waiting.filter(pk=message_pk).first()
        if message is None:  # sent before, or being sent by another worker
            return
        EmailMessage(
            message.subject,
            message.body,
            to=[message.to],
            headers={"Message-ID": message.message_id},
        ).send()
        message.to = message.subject = message.body = ""
        message.sent_at = timezone.now()
        message.save(update_fields=["to", "subject", "body", "sent_at"])


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: object, timestamp: int) -> None:
    """A worker that died leaves its job marked as running: give it to another."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
    await app.job_manager.delete_old_jobs(nb_hours=24, include_failed=False)
