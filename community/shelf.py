"""What a process has worked out and keeps as it is, for values nobody changes afterwards."""

from collections import OrderedDict
from threading import Lock
from typing import Any


class Shelf:
    """At most `most` values; what was not asked for longest goes first."""

    def __init__(self, *, most: int) -> None:
        self._values: OrderedDict[str, Any] = OrderedDict()
        self._most, self._lock = most, Lock()

    def get(self, name: str) -> Any:
        """`None` when it is not there."""
        with self._lock:
            if name in self._values:
                self._values.move_to_end(name)
            return self._values.get(name)

    def put(self, name: str, value: Any) -> None:
        with self._lock:
            self._values[name] = value
            self._values.move_to_end(name)
            if len(self._values) > self._most:
                self._values.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


shelf = Shelf(most=1_000)
