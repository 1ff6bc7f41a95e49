import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from community.styleguide import BANDS
from community.templatetags.ui import page_window
from tests.community.markup import find, texts, tree


def draw(source: str, *, path: str = "/", **context: object) -> str:
    request = RequestFactory().get(path)
    template = Template("{% load ui %}" + source)
    return template.render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    "source",
    [
        "{% alert tune='info' %}x{% endalert %}",
        "{% card kind='principle' label='Principle' titel='x' url='/' %}x{% endcard %}",
        "{% disclosure summery='x' %}x{% enddisclosure %}",
    ],
)
def test_component_refuses_a_misspelt_argument(source):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ui %}" + source)


def test_component_escapes_what_it_is_given_and_keeps_what_it_wraps():
    drawn = draw("{% alert title=title %}<p>{{ body }}</p>{% endalert %}", title="<b>", body="<i>")

    assert "&lt;b&gt;" in drawn
    assert "<p>&lt;i&gt;</p>" in drawn


@pytest.mark.parametrize(
    ("path", "current"),
    [("/insights/", "page"), ("/insights/new/", "true"), ("/events/", None)],
)
def test_nav_link_knows_where_the_reader_is(path, current):
    (link,) = find(tree(draw("{% nav_link 'insights:browse' 'Library' %}", path=path)), "a")

    assert link.get("aria-current") == current


def test_page_window_shows_the_ends_and_the_neighbours():
    page = Paginator(range(240), 12).page(6)

    assert list(page_window(page)) == [1, "…", 5, 6, 7, "…", 20]


def test_chart_and_its_table_say_the_same():
    drawn = tree(draw("{% bands_chart rows name='c' title='T' description='D' %}", rows=BANDS))

    cells = texts(drawn, "tbody/tr/td")
    readings = texts(drawn, "*[@class='bands-reading']")

    assert [f"{share} · {base}" for share, base in zip(cells[::2], cells[1::2], strict=True)] == (
        readings
    )


def test_attributes_are_escaped_and_false_ones_are_not_there():
    values = {"id": "a", "checked": True, "disabled": False, "title": '"><b>', "min": 0}

    drawn = draw("<input{{ values|attributes }}>", values=values)

    assert drawn == '<input id="a" min="0" title="&quot;&gt;&lt;b&gt;" checked>'
