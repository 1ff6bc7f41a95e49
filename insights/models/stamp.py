"""The library's stamp: a number that rises with every change to what could be counted.

Triggers raise it in the change's own transaction, so counts kept under a stamp are never older than it.
"""

from django.db import connection, models


class LibraryStamp(models.Model):
    """One row. Comments change nothing that is counted, so they have a number of their own."""

    value = models.BigIntegerField(default=0)
    comments = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="library_stamp_is_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.value}"

    @classmethod
    def now(cls) -> int:
        return int(cls.objects.values_list("value", flat=True).get(pk=1))

    @classmethod
    def of_pages(cls) -> str:
        """Rises with everything a visitor's page can show."""
        with connection.cursor() as cursor:  # asked by every page: no query to build
            cursor.execute("SELECT value, comments FROM insights_librarystamp WHERE id = 1")
            value, comments = cursor.fetchone()
        return f"{value}.{comments}"
