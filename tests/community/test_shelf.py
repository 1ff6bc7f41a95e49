"""The shelf: what is put on it is what is taken from it, until there is no more room."""

from community.shelf import Shelf


def test_shelf_gives_back_the_very_thing_that_was_put():
    shelf, thing = Shelf(most=2), ["a"]

    shelf.put("one", thing)

    assert shelf.get("one") is thing
    assert shelf.get("two") is None


def test_shelf_lets_go_of_what_was_not_asked_for_longest():
    shelf = Shelf(most=2)
    shelf.put("one", 1)
    shelf.put("two", 2)
    shelf.get("one")

    shelf.put("three", 3)

    assert [shelf.get(name) for name in ("one", "two", "three")] == [1, None, 3]


def test_shelf_can_be_cleared():
    shelf = Shelf(most=2)
    shelf.put("one", 1)

    shelf.clear()

    assert shelf.get("one") is None
