"""Rows from questions in our own words, where Django takes longer to ask than to be answered."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


@cache
def columns(model: type[models.Model], table: str) -> str:
    """Every column of a model, in the order that `row` takes their values."""
    return ", ".join(f'{table}."{field.column}"' for field in model._meta.concrete_fields)


def row(model: type[Row], values: Sequence[Any]) -> Row:
    """As if Django had asked; `ValueError` unless there is a value for each of the columns."""
    names = [field.attname for field in model._meta.concrete_fields]
    if len(names) != len(values):
        raise ValueError("a row needs every column of its model")
    return model.from_db("default", names, values)
