"""Places: nation → region → local authority. Loaded from `members/data/local_authorities.csv`."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from members.enums import PlaceLevel


class PlaceQuerySet(models.QuerySet["Place"]):
    def authorities(self) -> Self:
        return self.filter(level=PlaceLevel.AUTHORITY)

    def named_like(self, words: str) -> Self:
        """Places whose English, Welsh or official name holds every word."""
        found = self
        for word in words.split()[:8]:
            match = Q(name__icontains=word) | Q(name_cy__icontains=word)
            found = found.filter(match | Q(official_name__icontains=word))
        return found


class Place(models.Model):
    """A local authority, its region or its nation. `code` is the ONS code, or a slug for a region or nation."""

    code = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    name_cy = models.CharField(max_length=80, blank=True)
    official_name = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, choices=PlaceLevel)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=PlaceLevel.NATION, parent__isnull=True)
                | Q(level__in=[PlaceLevel.REGION, PlaceLevel.AUTHORITY], parent__isnull=False),
                name="place_has_parent_unless_nation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def with_ancestors(self) -> "list[Place]":
        """This place first, then what holds it. Select `parent__parent` to keep it to one query."""
        return [self, *(self.parent.with_ancestors if self.parent else [])]

    @property
    def within(self) -> str:
        """What holds it, by name, nearest first: "West Midlands, England"."""
        wider = (place.name for place in self.with_ancestors[1:])
        return ", ".join(name for name in dict.fromkeys(wider) if name != self.name)


def place_slug(name: str, level: str) -> str:
    """A region that is also a nation (Wales) keeps a slug of its own."""
    return slugify(name) if level == PlaceLevel.AUTHORITY else f"{level}-{slugify(name)}"
