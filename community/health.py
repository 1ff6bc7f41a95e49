"""Whether this process lives (`/healthz`) and whether it can do its work (`/readyz`)."""

import threading
from functools import cache
from typing import Literal

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F, Min
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

PATIENCE = 1.5  # seconds; the answer is due within two
Findings = dict[str, str]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    findings = look()
    ready = set(findings.values()) == {"ok"}
    status = {"status": "ok" if ready else "unavailable"}
    return JsonResponse(status | findings, status=200 if ready else 503)


def look() -> Findings:
    """Ask the database aside, and do not wait for one that hangs.

    At most one question waits at a time, so a database that hangs for an hour costs one thread.
    """
    if not _asking.acquire(blocking=False):
        return {"database": "slow"}
    findings: Findings = {}
    asking = threading.Thread(target=_ask, args=(known_migrations(), findings), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return {"database": "slow"} if asking.is_alive() else findings


_asking = threading.Lock()


def _ask(known: frozenset[tuple[str, str]], findings: Findings) -> None:
    try:
        findings |= {"database": "ok", "migrations": migrations(known), "jobs": jobs()}
    except Exception:  # noqa: BLE001 whatever is wrong with the database, the answer is the same
        findings |= {"database": "unreachable"}
    finally:
        connection.close()
        _asking.release()


@cache
def known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def migrations(known: frozenset[tuple[str, str]]) -> Literal["ok", "unapplied"]:
    applied = set(MigrationRecorder(connection).applied_migrations())
    return "ok" if known <= applied else "unapplied"


def jobs() -> Literal["ok", "late"]:
    """Late when a job that could have started has waited longer than allowed."""
    waiting = ProcrastinateJob.objects.filter(status="todo").annotate(
        due=Coalesce("scheduled_at", Min("procrastinateevent__at"))
    )
    longest = waiting.filter(due__lte=Now()).order_by("due").annotate(age=Now() - F("due"))
    seconds = longest.values_list("age", flat=True).first()
    late = seconds is not None and seconds.total_seconds() > settings.OLDEST_JOB_SECONDS
    return "late" if late else "ok"
