"""Data for a script, in an attribute of the element it is about."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """Not marked as safe: the template escapes it for the attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)
