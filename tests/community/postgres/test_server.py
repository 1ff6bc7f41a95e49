import os
import signal
import time

import psycopg
import pytest

from community.postgres import cluster, locks
from community.postgres.home import Home


def connect(socket_folder):
    place = {"host": socket_folder, "port": cluster.PORT, "user": cluster.ROLE}
    return psycopg.connect(**place, dbname=cluster.DATABASE)


def ask(socket_folder, question):
    with connect(socket_folder) as connection:
        return connection.execute(question).fetchone()[0]


def wait_until_stopped(folder):
    home, until = Home(folder), time.monotonic() + 10
    while locks.is_held_alone(home.keeper_lock) and time.monotonic() < until:
        time.sleep(0.02)
    return not cluster.is_alive(home)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("listen_addresses", ""),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
    ],
)
def test_server_keeps_what_it_is_told_and_to_itself(running, setting, value):
    assert ask(running, f"SHOW {setting}") == value


def test_server_folds_case_of_every_letter(running):
    assert ask(running, "SELECT lower('ŴÉ')") == "ŵé"


def test_server_lends_no_special_powers(running):
    assert ask(running, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_refused_query_leaves_no_words_in_the_log(folder, use):
    user = use(folder)
    user.postmaster()

    with pytest.raises(psycopg.errors.UndefinedColumn):
        ask(user.line(), "SELECT 'confided' + candid_words")

    assert "candid" not in (folder / "log").read_text()


def test_several_processes_at_once_share_one_server(folder, use):
    users = [use(folder) for _ in range(4)]

    assert len({user.postmaster() for user in users}) == 1


def test_last_process_out_stops_the_server(folder, use):
    first, last = use(folder), use(folder)
    first.postmaster(), last.postmaster()

    first.leave()
    alive_after_first = cluster.is_alive(Home(folder))
    last.leave()

    assert (alive_after_first, cluster.is_alive(Home(folder))) == (True, False)


def test_killed_process_counts_as_gone(folder, use):
    user = use(folder)
    user.postmaster()

    user.kill()

    assert wait_until_stopped(folder)


def test_killed_server_comes_back_with_what_was_committed(folder, use):
    user, other = use(folder), use(folder)
    postmaster, socket_folder = user.postmaster(), user.line()
    with connect(socket_folder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    os.kill(postmaster, signal.SIGKILL)
    other.postmaster()
    user.leave()
    again = use(folder)

    assert again.postmaster() != postmaster
    assert ask(again.line(), "SELECT number FROM kept") == 7


def test_number_left_behind_that_is_now_another_process_does_no_harm(folder, use):
    first = use(folder)
    first.postmaster()
    first.leave()
    (folder / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")

    again = use(folder)

    assert again.postmaster() != os.getpid()


def test_interrupted_making_starts_afresh(folder, use):
    (folder / "new-abc").mkdir(parents=True)

    use(folder).postmaster()

    assert list(folder.glob("new-*")) == []


def test_folder_too_long_for_a_socket_is_reached_another_way(place, use):
    folder = place / ("long " * 20) / "var" / "postgres"
    user = use(folder)
    user.postmaster()
    socket_folder = user.line()

    assert len(socket_folder) < 80
    assert ask(socket_folder, "SELECT 1") == 1


def test_folder_no_other_account_can_enter_works_and_stays_closed(place, use):
    place.chmod(0o700)
    folder = place / "var" / "postgres"
    user = use(folder)
    user.postmaster()

    assert ask(user.line(), "SELECT 1") == 1
    assert place.stat().st_mode & 0o777 == 0o700


def test_server_that_cannot_start_is_told_in_one_sentence(folder, use):
    first = use(folder)
    first.postmaster()
    first.leave()
    (folder / "data" / "PG_VERSION").write_text("9\n")

    line = use(folder).line()

    assert line.startswith("PostgreSQL did not start: ")
    assert "incompatible with server" in line or "PG_VERSION" in line
