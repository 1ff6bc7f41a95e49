from django import forms

from community.forms import CheckboxCards, FilteredCheckboxes, RadioCards
from tests.community.markup import find, texts, tree


class Story(forms.Form):
    title = forms.CharField(
        label="Title",
        help_text="In a sentence.",
        max_length=5,
        widget=forms.TextInput(attrs={"data-count": True}),
    )
    body = forms.CharField(label="Body", max_length=9, required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("a", "One"), ("b", "Two")],
        widget=RadioCards(hints={"a": "The first."}),
    )
    agreed = forms.BooleanField(label="I agree", required=False)


def test_form_is_drawn_by_our_templates():
    labels = texts(tree(str(Story())), "*[@class='label']")

    assert labels == ["Title", "Body (optional)", "Kind"]


def test_field_ties_hint_error_and_limit_to_its_control():
    (box,) = find(tree(str(Story({"title": "too long"})["title"].as_field_group())), "input")

    assert box.get("aria-describedby") == "id_title_helptext id_title_error id_title_limit"
    assert box.get("aria-invalid") == "true"
    assert box.get("value") == "too long"


def test_a_long_limit_is_written_as_people_read_it():
    class Long(forms.Form):
        body = forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"data-count": True}))

    drawn = tree(str(Long()))

    assert texts(drawn, "p[@class='hint']") == ["Up to 10,000 characters"]
    assert find(drawn, "textarea")[0].get("data-count") == "10000"


def test_browser_is_never_told_to_cut_text():
    drawn = str(Story())

    assert "maxlength" not in drawn
    assert drawn.count('data-count="5"') == 1


def test_choices_stand_in_a_fieldset_that_names_its_error():
    (group,) = find(tree(str(Story({})["kind"].as_field_group())), "fieldset")

    assert group.get("aria-describedby") == "id_kind_error"
    assert texts(group, "legend") == ["Kind"]


def test_card_explains_its_choice():
    first, second = find(tree(str(Story()["kind"])), "input")

    assert first.get("aria-describedby") == "id_kind_0_hint"
    assert second.get("aria-describedby") is None


def test_tick_box_comes_before_its_label():
    drawn = str(Story()["agreed"].as_field_group())

    assert drawn.index("<input") < drawn.index("<label")


def test_error_links_to_the_control_or_to_the_first_choice():
    form = Story({})

    assert (form["title"].first_control, form["kind"].first_control) == ("id_title", "id_kind_0")


def test_form_of_filters_does_not_say_optional():
    class Filters(Story):
        all_optional = True

    assert texts(tree(str(Filters())), "*[@class='optional']") == []


def test_hidden_fields_are_drawn():
    class Hidden(forms.Form):
        key = forms.CharField(widget=forms.HiddenInput, initial="k")

    (box,) = find(tree(str(Hidden())), "input")

    assert (box.get("type"), box.get("value")) == ("hidden", "k")


def test_long_list_says_how_to_narrow_it():
    class Places(forms.Form):
        places = forms.MultipleChoiceField(
            choices=[("Wales", [("1", "Cardiff")])], widget=FilteredCheckboxes(find="Find a place")
        )

    (choices,) = find(tree(str(Places()["places"])), "div[@data-find]")

    assert (choices.get("data-find"), choices.get("data-look")) == ("Find a place", "scroll")
    assert texts(choices, "legend") == ["Wales"]


def test_several_cards_may_be_ticked():
    class Kinds(forms.Form):
        kinds = forms.MultipleChoiceField(choices=[("a", "One")], widget=CheckboxCards)

    (box,) = find(tree(str(Kinds()["kinds"])), "input")

    assert box.get("type") == "checkbox"
