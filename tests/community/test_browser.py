import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_home_opens_without_a_complaint_from_the_browser(site, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))

    site("/")

    assert page.locator("h1").count() == 1
    assert complaints == []
