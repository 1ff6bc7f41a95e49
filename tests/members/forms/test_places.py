"""Choosing places without JavaScript."""

import pytest
from django import forms
from django.http import QueryDict

from members.forms.finding import FindsChoices
from members.forms.places import PlacesField
from members.models import Place
from members.places import places_found

pytestmark = pytest.mark.django_db


class NoteForm(FindsChoices):
    """Another form that asks for places too."""

    finding_fields = ("places",)
    title = forms.CharField()
    places = PlacesField()


def names(words):
    return [place.name for place in places_found(words)]


@pytest.mark.parametrize("words", ["ynys mon", "YNYS MÔN", "isle of anglesey", "anglesey"])
def test_a_place_is_found_in_either_language_with_or_without_accents(words):
    assert names(words) == ["Isle of Anglesey"]


def test_a_nation_comes_first_and_brings_what_is_in_it():
    found = names("wales")

    assert found[0] == "Wales"
    assert found.count("Wales") == 1
    assert len(found) == 23


@pytest.mark.parametrize("words", ["", " ", "%", "_", "'", "\\", "zzzz", "x" * 80, "🌳"])
def test_words_that_name_nothing_find_nothing(words):
    assert names(words) == []


def test_finding_keeps_the_form_as_it_is_and_checks_nothing():
    form = NoteForm(QueryDict("title=&places=E08000035&places_find=cardiff&places_search=1"))
    drawn = form["places"].as_widget()

    assert form.is_finding
    assert not form.is_valid()
    assert not form.errors
    assert 'value="E08000035" checked' in drawn
    assert 'value="W06000015">' in drawn


def test_places_ticked_are_cleaned_to_places():
    form = NoteForm(QueryDict("title=x&places=E08000035&places=W06000015&places=E08000035"))

    assert form.is_valid()
    assert {place.name for place in form.cleaned_data["places"]} == {"Leeds", "Cardiff"}


def test_no_place_is_an_answer():
    form = NoteForm(QueryDict("title=x"))

    assert form.is_valid()
    assert list(form.cleaned_data["places"]) == []


def test_pressing_find_with_nothing_typed_says_what_to_type():
    form = NoteForm(QueryDict("title=x&places_find=&places_search=1"))

    assert not form.is_valid()
    assert "Type part of a name first" in form["places"].as_widget()


@pytest.mark.parametrize("codes", [["nowhere"], ["x" * 10_000], ["'"]])
def test_a_place_that_is_none_is_refused(codes):
    data = QueryDict(mutable=True)
    data["title"] = "x"
    data.setlist("places", codes)
    form = NoteForm(data)

    assert not form.is_valid()
    assert list(form.errors) == ["places"]


def test_more_than_eight_are_too_many():
    data = QueryDict(mutable=True)
    data["title"] = "x"
    data.setlist("places", list(Place.objects.values_list("code", flat=True)[:9]))
    form = NoteForm(data)

    assert form.errors == {"places": ["Choose at most 8 places."]}


def test_drawing_costs_the_same_however_many_are_chosen(django_assert_num_queries):
    for codes in ("places=E08000035", "places=E08000035&places=W06000015&places=E08000019"):
        form = NoteForm(QueryDict(f"title=x&{codes}&places_find=wales&places_search=1"))
        with django_assert_num_queries(2):
            form["places"].as_widget()
