"""Every form of every page, sent with nothing in what it asks for: what the page that comes back says and keeps."""

from urllib.parse import urljoin

from django.urls import reverse
from lxml import html

from tests.addresses import ROLES
from tests.test_addresses import clients, rows  # noqa: F401 the fixture
from tests.worlds import undone

KEPT = "kept as it was typed"
GIVEN = ".//input[@type='hidden' or @checked] | .//select | (.//button[@name])[1]"
TYPED = ".//textarea | .//input[@type='text' or @type='search' or not(@type)]"


def shown_to(of_what):
    """Each page once: (who is first to be shown it, where it is)."""
    for (name, of, method), told in rows().items():
        if method == "GET" and 200 in told:
            yield ROLES[told.index(200)], reverse(name, kwargs=of_what[of])


def sent(form):
    """What Enter would send: all that is hidden or chosen, and of what is typed only what may be left out."""
    data = {
        name: value
        for control in form.xpath(GIVEN)
        if (name := control.get("name")) and (value := value_of(control)) is not None
    }
    optional = [it.name for it in form.xpath(TYPED) if it.name and it.get("required") is None]
    return data | dict.fromkeys(optional, KEPT), optional


def value_of(control):
    return control.get("value") if control.tag == "button" else control.value


def faults(answer, optional):
    """Against design.md: errors first, announced, each a link to its field; the title says so; input kept."""
    page = html.fromstring(answer.text)
    said = page.get_element_by_id("error-summary")
    links = [link.get("href") for link in said.iter("a")]
    kept = {it.name: it.value for it in page.xpath(TYPED) if it.name}
    names = {control.get("name") for control in page.xpath("//main//*[@name]")}
    found = {
        "announced": said.get("role") == "alert" and said.get("autofocus") is not None,
        "title": page.findtext(".//title").strip().startswith("Error:"),
        "first": said.getparent().index(said) <= 3,
        "links": all(page.get_element_by_id(link[1:], None) is not None for link in links),
        "kept": all(KEPT in (kept.get(name) or "") for name in optional if name in names),
    }
    return [name for name, right in found.items() if not right]


def test_a_form_with_nothing_in_it_comes_back_with_its_errors_first_and_what_was_typed(clients):
    asking, of_what = clients
    refused, wrong = [], {}
    for role, address in shown_to(of_what):
        for action, data, optional in forms(asking[role].get(address), address):
            with undone():
                answer = asking[role].post(action, data)
            if "error-summary" in answer.text:
                refused.append(action)
                wrong[action] = faults(answer, optional)

    assert {action: found for action, found in wrong.items() if found} == {}
    assert len(set(refused)) > 40


def forms(shown, address):
    """What to send to each form of a page: (where, what, names of what was typed though it may be left out)."""
    if "<main" not in shown.getvalue().decode(errors="ignore"):
        return
    for form in html.fromstring(shown.getvalue()).xpath("//main//form"):
        if form.method == "POST":
            data, optional = sent(form)
            yield urljoin(address, form.action or ""), data, optional
