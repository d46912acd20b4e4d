"""Addresses of the environment as settings of storage and cache."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from sto_portal.backends import read_cache, read_storage
from tests.infra.databases import ROOT

CHOICES = "Mogelijk zijn region, ssl=false, prefix en addressing."
SECRET = "g/e:h@e?i m%"
ENCODED = "g%2Fe%3Ah%40e%3Fi%20m%25"


def storage_of(monkeypatch, url):
    monkeypatch.setenv("STORAGE_URL", url)
    return read_storage("STORAGE_URL", "file:///map")


def test_files_are_in_a_folder_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("STORAGE_URL", raising=False)

    kept = read_storage("STORAGE_URL", "file:///map/bestanden")

    assert kept == ({"BACKEND": "sto_portal.bestanden.storage.FolderStorage"}, "/map/bestanden")


@pytest.mark.parametrize(
    ("url", "options"),
    [
        (
            f"s3://SLEUTEL:{ENCODED}@minio:9000/sto?ssl=false&prefix=/acceptatie/",
            {
                "endpoint_url": "http://minio:9000",
                "addressing_style": "path",
                "location": "acceptatie",
                "access_key": "SLEUTEL",
                "secret_key": SECRET,
                "bucket_name": "sto",
            },
        ),
        (
            f"s3://SLEUTEL:{ENCODED}@opslag.example.nl/sto?addressing=virtual&region=nl-1",
            {
                "endpoint_url": "https://opslag.example.nl",
                "addressing_style": "virtual",
                "region_name": "nl-1",
                "access_key": "SLEUTEL",
                "secret_key": SECRET,
                "bucket_name": "sto",
            },
        ),
        (
            f"s3://SLEUTEL:{ENCODED}@/sto-bestanden?region=eu-west-1",
            {
                "region_name": "eu-west-1",
                "access_key": "SLEUTEL",
                "secret_key": SECRET,
                "bucket_name": "sto-bestanden",
            },
        ),
        ("s3:///sto-bestanden", {"bucket_name": "sto-bestanden"}),
    ],
)
def test_an_s3_address_says_where_and_with_what_secret(monkeypatch, url, options):
    kept = storage_of(monkeypatch, url)

    assert kept == ({"BACKEND": "sto_portal.bestanden.s3.S3Storage", "OPTIONS": options}, "")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("foo", "verwacht file:///map/voor/bestanden of s3://SLEUTEL:GEHEIM@host:poort/bucket?region=…."),
        ("file://map", "verwacht file:///map/voor/bestanden of s3://SLEUTEL:GEHEIM@host:poort/bucket?region=…."),
        ("s3://a:geheim@host", "na de host hoort één naam van een bucket, zoals s3://…@host/sto-bestanden."),
        ("s3://a:geheim@host/een/twee", "na de host hoort één naam van een bucket, zoals s3://…@host/sto-bestanden."),
        ("s3://a:ge/heim@host/sto", "de host of de poort klopt niet. Schrijf / en ? in het geheim als %2F en %3F."),
        ("s3://a@host/sto", "geef een sleutel én een geheim, of geen van beide."),
        (
            "s3://a:geheim@host/sto?acl=public",
            f"acl=… is niet bekend. {CHOICES}",
        ),
        ("s3://a:geheim@host/sto?ssl=", f"ssl=… is niet bekend. {CHOICES}"),
    ],
)
def test_an_address_that_is_not_understood_names_its_variable_and_keeps_the_secret(monkeypatch, url, said):
    with pytest.raises(ImproperlyConfigured) as refused:
        storage_of(monkeypatch, url)

    assert str(refused.value) == f"STORAGE_URL: {said}"


@pytest.mark.parametrize("scheme", ["redis", "rediscache"])
def test_the_cache_in_redis_waits_half_a_second(monkeypatch, scheme):
    monkeypatch.setenv("CACHE_URL", f"{scheme}://:geheim@cache:6379/1?key_prefix=sto")

    assert read_cache("CACHE_URL", "locmemcache://") == {
        "BACKEND": "sto_portal.cache.RedisCache",
        "LOCATION": "redis://:geheim@cache:6379/1",
        "KEY_PREFIX": "sto",
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5},
    }


def test_the_cache_is_in_memory_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("CACHE_URL", raising=False)

    assert read_cache("CACHE_URL", "locmemcache://")["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"


def test_files_in_a_folder_do_not_load_the_library_for_s3(own_database):
    program = (
        "import django, sys; django.setup(); import sto_portal.urls; "
        "from django.core.files.storage import default_storage; default_storage.exists('x'); "
        "print(sorted({'boto3', 'botocore', 'storages', 'django_redis'} & set(sys.modules)))"
    )
    environ = own_database.environ | {"DJANGO_SETTINGS_MODULE": "sto_portal.settings", "CACHE_URL": "locmemcache://"}

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
