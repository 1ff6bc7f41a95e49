"""Who said, or is said, to have been at an event. Nobody but those who run it reads this."""

from django.conf import settings
from django.db import models

from events.models.events import Event


class Attendance(models.Model):
    """One member was there: by the code told in the room, or ticked on the list."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return str(self.event_id)
