"""The site with the style guide, which is otherwise there only while DEBUG."""

from django.urls import path

from community.styleguide import styleguide
from community.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*urlpatterns, path("styleguide/", styleguide)]
