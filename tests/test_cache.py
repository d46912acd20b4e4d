"""The portal without its cache: people still sign in."""

import logging
import time

import pytest
from django.core.cache import cache
from redis import Redis

from sto_portal import cache as cache_module
from sto_portal.backends import CACHE_SECONDS
from tests.factories import PASSWORD

TRIES = 5
COMPLAINT = "De cache werkt niet, het portaal gaat zonder verder"


@pytest.fixture(autouse=True)
def no_memory_of_earlier_outages(monkeypatch):
    cache_module.outage_of.cache_clear()


def use(settings, url):
    waiting = {"SOCKET_CONNECT_TIMEOUT": CACHE_SECONDS, "SOCKET_TIMEOUT": CACHE_SECONDS}
    settings.CACHES = {"default": {"BACKEND": "sto_portal.cache.RedisCache", "LOCATION": url, "OPTIONS": waiting}}


def sign_in(client, user, password=PASSWORD):
    return client.post("/account/login/", {"login": user.email, "password": password})


def complaints(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "sto_portal.cache"]


def test_redis_keeps_what_the_cache_is_given(settings, redis_server):
    use(settings, redis_server.url)

    cache.set("sleutel", ["waarde"], 60)

    assert cache.get("sleutel") == ["waarde"]
    assert (cache.add("sleutel", "ander"), cache.add("nieuw", "ander")) == (False, True)
    assert (cache.delete("sleutel"), cache.get("sleutel", "weg")) == (True, "weg")


def test_with_redis_too_many_wrong_passwords_are_refused(settings, redis_server, client, anna):
    use(settings, redis_server.url)
    for _ in range(TRIES):
        sign_in(client, anna, "verkeerd")

    response = sign_in(client, anna)

    assert response.context["form"].non_field_errors()[0].startswith("U hebt te vaak een verkeerd wachtwoord")


def test_anna_signs_in_while_redis_is_down_and_the_log_tells_it_once(settings, redis_server, client, anna, caplog):
    use(settings, redis_server.url)
    sign_in(client, anna, "verkeerd")
    redis_server.stop()

    wrong, right = sign_in(client, anna, "verkeerd"), sign_in(client, anna)

    assert (wrong.status_code, right.status_code, right.url) == (200, 302, "/")
    assert client.get("/").context["user"] == anna
    assert [line.split(":")[0] for line in complaints(caplog)] == [
        "De cache werkt niet, het portaal gaat zonder verder"
    ]


def test_anna_signs_in_within_two_seconds_while_redis_says_nothing(settings, silent_port, client, anna):
    use(settings, f"redis://127.0.0.1:{silent_port}/0")
    started = time.monotonic()

    response = sign_in(client, anna)

    assert (response.status_code, response.url) == (302, "/")
    assert time.monotonic() - started < 2


def test_anna_signs_in_while_redis_is_full(settings, redis_server, client, anna, caplog):
    use(settings, redis_server.url)
    Redis.from_url(redis_server.url).config_set("maxmemory", 1)

    wrong, right = sign_in(client, anna, "verkeerd"), sign_in(client, anna)

    assert (wrong.status_code, right.status_code, right.url) == (200, 302, "/")
    assert len(complaints(caplog)) == 1


def test_the_cache_is_used_again_once_redis_is_back(settings, redis_server, monkeypatch):
    monkeypatch.setattr(cache_module, "PAUSE_SECONDS", 0.1)
    use(settings, redis_server.url)
    redis_server.stop()
    cache.set("sleutel", "weg")

    redis_server.start()
    time.sleep(0.2)
    cache.set("sleutel", "terug")

    assert cache.get("sleutel") == "terug"


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda: cache.get("x", "niets"), "niets"),
        (lambda: cache.get_many(["x", "y"]), {}),
        (lambda: cache.get_or_set("x", "gemaakt"), "gemaakt"),
        (lambda: cache.add("x", 1), True),
        (lambda: cache.delete("x"), False),
        (lambda: "x" in cache, False),
        (lambda: cache.set("x", 1), False),
    ],
)
def test_a_cache_that_is_away_answers_as_an_empty_one(settings, silent_port, ask, answer, caplog):
    caplog.set_level(logging.CRITICAL)
    use(settings, f"redis://127.0.0.1:{silent_port}/0")

    assert ask() == answer
