"""How a lower package asks a higher one: the higher fills a registry in `AppConfig.ready()`."""

from collections.abc import Callable, Iterator
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Registry(Generic[P, R]):
    """Functions of one shape, asked in the order they were added."""

    def __init__(self) -> None:
        self._functions: list[Callable[P, R]] = []

    def add(self, function: Callable[P, R]) -> Callable[P, R]:
        if function not in self._functions:
            self._functions.append(function)
        return function

    def __len__(self) -> int:
        return len(self._functions)

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[R]:
        return (function(*args, **kwargs) for function in self._functions)
