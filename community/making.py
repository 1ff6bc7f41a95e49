"""Files are made one at a time in each process, so that who posts meanwhile shares it with one, not all."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from community.http import TooMuch

MOST_AT_ONCE = 5  # of eight threads a process has: the others answer everybody else

_turn = threading.Lock()
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A file is made inside. A few wait for their turn; more are asked to come again."""
    if not _places.acquire(blocking=False):
        raise TooMuch(_("Many files are being made just now. Try again in a minute."), seconds=60)
    try:
        with _turn:
            yield
    finally:
        _places.release()


def in_turns(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A long file, each piece made in a turn of its own; nobody waits while one goes out."""
    iterator = iter(pieces)
    while True:
        with _turn:
            piece = next(iterator, None)
        if piece is None:
            return
        yield piece
