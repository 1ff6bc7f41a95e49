"""The vocabulary: tags in six facets, each with a sentence that says when to use it."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from insights.enums import Facet, TagState


class TagQuerySet(models.QuerySet["Tag"]):
    def accepted(self) -> Self:
        return self.filter(state=TagState.ACCEPTED)

    def proposed(self) -> Self:
        return self.filter(state=TagState.PROPOSED)

    def named(self, name: str) -> Self:
        """The tag of this name in any case; else the accepted one that goes by it as well."""
        same = self.filter(name__iexact=name)
        if same.exists():
            return same
        aliases = {name, name.lower(), name.capitalize()}
        return self.accepted().filter(aliases__overlap=list(aliases))


class Tag(TagBase):  # type: ignore[misc] # untyped library
    """A word of the vocabulary, or a proposal. Nobody is kept as having proposed it."""

    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True, allow_unicode=True)
    facet = models.CharField(max_length=10, choices=Facet, blank=True)
    scope_note = models.CharField(max_length=300, blank=True)
    aliases = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    state = models.CharField(max_length=10, choices=TagState, default=TagState.PROPOSED)
    proposed_on = models.DateField(auto_now_add=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self) -> str:
        return reverse("insights:tag", args=[self.slug])


class Tagging(ItemBase):  # type: ignore[misc] # untyped library
    """An insight carries a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey(
        "insights.Insight", on_delete=models.CASCADE, related_name="taggings"
    )

    class Meta:
        ordering = ["pk"]  # as they were given: one order on every page
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagging_once")
        ]
