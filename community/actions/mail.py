"""Putting mail in the outbox. It leaves after the commit, once, with one Message-ID."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from community import tasks
from community.models import OutboxMessage


@transaction.atomic
def post(*, to: str, subject: str, body: str) -> OutboxMessage:
    """One line of subject; the body is plain text."""
    message = OutboxMessage.objects.create(
        to=to, subject=" ".join(subject.split())[:200], body=body
    )
    tasks.send_message.defer(message_pk=message.pk)
    return message


def post_template(template: str, *, to: str, context: Mapping[str, Any]) -> OutboxMessage:
    """`template` names a folder and a stem: `…_subject.txt` and `…_message.txt`."""
    full = {"site_address": settings.SITE_ADDRESS, **context}
    subject = render_to_string(f"{template}_subject.txt", full)
    return post(to=to, subject=subject, body=render_to_string(f"{template}_message.txt", full))
