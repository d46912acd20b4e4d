import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.stappen import set_up_app


@pytest.fixture(autouse=True)
def fresh_cache():
    """What is counted of signing in begins anew."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client_of(db):
    """Function that gives a browser in which someone is signed in: client_of(anna, app=True) with a second step."""

    def make(user, *, app=False):
        browser = Client()
        browser.force_login(user)
        if app:
            browser.post("/account/reauthenticate/", {"password": "demo"})
            set_up_app(browser)
        return browser

    return make
