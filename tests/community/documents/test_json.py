import json as library

import jsonschema
import pytest

from community.documents import json
from tests.community.documents.samples import POISONED, SUMMARY


@pytest.fixture(scope="module")
def validator():
    schema = library.loads(json.SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("document", [SUMMARY, POISONED])
def test_render_keeps_to_the_form_that_is_written_down(document, validator):
    assert list(validator.iter_errors(library.loads(json.render(document)))) == []


def test_the_form_refuses_what_it_does_not_describe(validator):
    data = json.as_data(SUMMARY)

    assert not validator.is_valid({**data, "author": "Kim"})
    assert not validator.is_valid({**data, "blocks": [{"type": "heading", "level": 4, "text": ""}]})


def test_the_form_is_served_to_everyone(client):
    answer = client.get("/about/document-1.schema.json")

    assert (answer.status_code, answer["Content-Type"], library.loads(answer.content)) == (
        200,
        "application/schema+json",
        library.loads(json.SCHEMA.read_text()),
    )
