"""Work done after the response. Each task may run twice."""

from dataclasses import asdict

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from members import mydata
from members.models import DataCopy


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def make_copy(copy_pk: int) -> None:
    """Part by part, so that the page can say how far it is."""
    found = DataCopy.objects.filter(pk=copy_pk)
    copy = found.filter(ready_at=None).select_related("member").first()
    if copy is None:  # made before, or asked for anew
        return
    parts = []
    for part in mydata.prepared.ask(copy.member):
        parts.append(mydata.plain(asdict(part)))
        found.update(parts_done=len(parts))
    found.update(prepared=parts, ready_at=timezone.now())
