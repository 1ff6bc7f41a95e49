import pytest

from community.text_lists import join_words


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["councils"], "councils"),
        (["councils", "funders"], "councils and funders"),
        (["councils", "charities", "funders"], "councils, charities and funders"),
    ],
)
def test_join_words_reads_as_a_list(words, joined):
    assert join_words(words) == joined
