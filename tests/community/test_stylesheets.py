import gzip
import os

import pytest
from django.contrib.staticfiles import finders

from community import stylesheets
from community.stylesheets import SOURCE, built, bundle, parts

COMPONENTS = sorted((SOURCE / "components").iterdir())


def test_every_component_is_a_part():
    components = [part for part in parts() if part.parent.name == "components"]

    assert sorted(components) == COMPONENTS


def test_one_file_stands_for_all():
    assert "@import" not in bundle()
    assert bundle().startswith("@layer reset, tokens, base, layout, components, print;\n")


def test_stylesheet_is_small():
    assert len(gzip.compress(bundle().encode())) < 30_000


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_names_itself_and_keeps_to_its_layer(path):
    first, second, *rest = path.read_text().splitlines()

    assert first.startswith(f"/* static/css/components/{path.name}: ")
    assert (second, rest[-1]) == ("@layer components {", "}")


def test_finder_finds_the_stylesheet():
    found = finders.find("css/site.css")

    assert found == str(built())
    assert finders.find("css/site.css", find_all=True) == [found]


def test_finder_leaves_other_files_alone():
    assert stylesheets.StylesheetFinder().find("css/tokens.css") == []


def test_finder_lists_the_stylesheet_for_collecting():
    assert [name for name, _ in stylesheets.StylesheetFinder().list(None)] == ["css/site.css"]


def test_stylesheet_is_built_again_when_a_part_is_newer(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    built().write_text("old")
    os.utime(built(), (0, 0))

    assert built().read_text() == bundle()
