"""Work done by the clock."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from events.actions import feedback, forgetting, registering
from events.enums import FEEDBACK_DAYS, TAKES_PEOPLE, Place
from events.models import Event


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="give_out_places")
def give_out_places(timestamp: int) -> None:
    """Offers that ran out and places that came free go to the next in line; safe to run twice."""
    in_play = [Place.WAITING, Place.OFFERED]
    for event in Event.objects.filter(registrations__state__in=in_play).distinct():
        registering.give_out(event)


@app.periodic(cron="5 8 * * *")
@app.task(queueing_lock="remind_of_tomorrow")
def remind_of_tomorrow(timestamp: int) -> None:
    """In the morning of the day before; safe to run twice."""
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    for event in Event.objects.filter(held_on=tomorrow, state__in=TAKES_PEOPLE):
        registering.remind(event)


@app.periodic(cron="10 3 * * *")
@app.task(queueing_lock="close_feedback")
def close_feedback(timestamp: int) -> None:
    """A fortnight after an event; safe to run twice."""
    before = timezone.now() - dt.timedelta(days=FEEDBACK_DAYS)
    for event in Event.objects.filter(ends_at__lt=before, feedback__proof__isnull=False).distinct():
        feedback.close(event)


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="mix_answers")
def mix_answers(timestamp: int) -> None:
    """Nothing the database keeps beside an answer says when it came; safe to run twice."""
    forgetting.forget_the_order()
