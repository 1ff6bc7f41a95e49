"""DO-6: when a request is whole, refused or too slow. `crash/slow_visitors` has the crowd."""

import pytest

from community.gathering import ALL_WITHIN, HEAD_WITHIN, Heard

GET = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n"


def heard(*pieces):
    it = Heard(since=0)
    for piece in pieces:
        it.hear(piece)
    return it


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ([GET], True),
        ([GET[:-1]], False),
        ([bytes([byte]) for byte in GET], True),
        ([POST % 3, b"a=b"], True),
        ([POST % 4, b"a=b"], False),
        ([POST % 3 + b"a=b" + GET[:9]], True),
        ([b"a" * 40_000], True),
    ],
)
def test_a_request_is_whole_once_all_it_announced_is_here(pieces, whole):
    assert heard(*pieces).is_whole == whole


@pytest.mark.parametrize(
    ("head", "refusal"),
    [
        (POST % 1_010_000, None),
        (POST % 5_000_000, (413, "Request Entity Too Large")),
        (POST % (10**17), (413, "Request Entity Too Large")),
        (GET[:-2] + b"Transfer-Encoding: chunked\r\n\r\n", (411, "Length Required")),
    ],
)
def test_what_the_site_would_not_read_is_refused_before_it_is_sent(head, refusal):
    assert heard(head).refusal == refusal


def test_a_head_has_ten_seconds_and_a_body_a_minute():
    assert [heard(b"GET").is_too_slow(now) for now in (HEAD_WITHIN, HEAD_WITHIN + 1)] == [
        False,
        True,
    ]
    assert [heard(POST % 9).is_too_slow(it) for it in (ALL_WITHIN, ALL_WITHIN + 1)] == [False, True]
