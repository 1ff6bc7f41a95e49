"""Addresses under /admin/."""

from django.urls import path

from members.admin import site

urlpatterns = [path("", site.urls)]
