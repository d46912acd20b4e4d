"""Which tests run where, and settings for the tests that run in this process."""

import os

import pytest
from django.test import override_settings

TEST_SETTINGS = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        "default": {"BACKEND": "sto_portal.bestanden.storage.FolderStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}
FLUSHING_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.fixture(scope="session", autouse=True)
def quick_settings(run_folder, worker_id):
    """Fast passwords, static files without a manifest, files in a folder of this test process."""
    folders = {"MEDIA_ROOT": run_folder / f"media-{worker_id}", "STATIC_ROOT": run_folder / "no-static"}
    for folder in folders.values():
        folder.mkdir(exist_ok=True)
    with override_settings(**TEST_SETTINGS, **{name: str(folder) for name, folder in folders.items()}):
        yield


def flushes(item):
    """Whether the test would end in a flush, which wipes the reference data."""
    marker = item.get_closest_marker("django_db")
    by_marker = marker is not None and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))
    return bool(by_marker or FLUSHING_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Browser tests first and one module on one process; tests for PostgreSQL only there."""
    for item in items:
        if flushes(item):
            raise pytest.UsageError(f"{item.nodeid}: use `own_database`; a flush wipes the reference data.")
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    only_postgres = [item for item in items if item.get_closest_marker("postgres")]
    if only_postgres:
        config.hook.pytest_deselected(items=only_postgres)
        items[:] = [item for item in items if item not in only_postgres]
