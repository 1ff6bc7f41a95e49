"""The stored search vector: title A, tags and aliases B, body C; accents folded, Welsh included."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Expression, F

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸŴŶ"
FOLDED = "aaaaaaceeeeiiiinooooouuuuyywyAAAAAACEEEEIIIINOOOOOUUUUYYWY"
FOLD = str.maketrans(ACCENTED, FOLDED)
WEIGHTS = "ABCC"


class SearchWords(Expression):
    """`setweight(to_tsvector('english', translate(coalesce(column, ''), …)), 'A') || …`, immutable."""

    output_field = SearchVectorField()

    def __init__(self, *columns: str) -> None:
        super().__init__(output_field=SearchVectorField())
        self.columns: list[Any] = [F(column) for column in columns]

    def get_source_expressions(self) -> list[Any]:
        return list(self.columns)

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        parts = []
        for column, weight in zip(self.columns, WEIGHTS, strict=True):
            sql, _params = compiler.compile(column)
            folded = f"translate(COALESCE({sql}, ''), '{ACCENTED}', '{FOLDED}')"
            parts.append(f"setweight(to_tsvector('english'::regconfig, {folded}), '{weight}')")
        return f"({' || '.join(parts)})", ()


def folded(text: str) -> str:
    """The same folding for what is searched for."""
    return text.translate(FOLD)


__all__ = ["SearchWords", "folded"]
