"""Where files and the cache are kept, read from STORAGE_URL and CACHE_URL.

Only addresses are read here: the library that talks to S3 is imported when the first file is kept there.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from sto_portal.environment import env, read

LOCAL = "sto_portal.bestanden.storage.FolderStorage"
S3 = "sto_portal.bestanden.s3.S3Storage"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
EXAMPLES = "file:///map/voor/bestanden of s3://SLEUTEL:GEHEIM@host:poort/bucket?region=…"
ADDRESSING = {"auto", "path", "virtual"}
YES_OR_NO = {"true": True, "false": False}
CACHE_SECONDS = 0.5


def read_storage(name, default):
    """The `default` of STORAGES for the address in the environment's `name`, and MEDIA_ROOT: empty with S3."""
    url = env.str(name, default=default)
    if url.startswith("file:///"):
        return {"BACKEND": LOCAL}, url.removeprefix("file://")
    if url.startswith("s3://"):
        try:
            return {"BACKEND": S3, "OPTIONS": s3_options(url)}, ""
        except ValueError as error:
            raise ImproperlyConfigured(f"{name}: {error}") from None
    raise ImproperlyConfigured(f"{name}: verwacht {EXAMPLES}.")


def s3_options(url):
    """The options of S3Storage for s3://KEY:SECRET@host:port/bucket?region=…&ssl=…&prefix=…&addressing=….

    Without a host the bucket is at AWS; without a key the machine's own rights hold. ValueError says in Dutch what is
    wrong, and never shows the address: the secret is in it.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("de host of de poort klopt niet. Schrijf / en ? in het geheim als %2F en %3F.") from None
    bucket = parts.path.strip("/")
    if not BUCKET.fullmatch(bucket):
        raise ValueError("na de host hoort één naam van een bucket, zoals s3://…@host/sto-bestanden.")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("geef een sleutel én een geheim, of geen van beide.")
    chosen = s3_choices(parts.query)
    ssl = chosen.pop("use_ssl", True)
    host = f"{parts.hostname}:{port}" if port else parts.hostname
    if parts.hostname:
        chosen = {"endpoint_url": f"{'https' if ssl else 'http'}://{host}", "addressing_style": "path"} | chosen
    if parts.username:
        chosen |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password)}
    return chosen | {"bucket_name": bucket}


def s3_choices(query):
    """The options after the question mark under the names of django-storages; ValueError for one that is not known."""
    chosen = {}
    for option, value in parse_qsl(query, keep_blank_values=True):
        match option:
            case "region" if value:
                chosen["region_name"] = value
            case "prefix":
                chosen["location"] = value.strip("/")
            case "ssl" if value in YES_OR_NO:
                chosen["use_ssl"] = YES_OR_NO[value]
            case "addressing" if value in ADDRESSING:
                chosen["addressing_style"] = value
            case _:
                raise ValueError(f"{option}=… is niet bekend. Mogelijk zijn region, ssl=false, prefix en addressing.")
    return chosen


def read_cache(name, default):
    """The `default` of CACHES for the address in the environment's `name`; a Redis that is away is done without."""
    cache = read(name, env.cache_url, default)
    if not cache["BACKEND"].endswith("RedisCache"):
        return cache
    waiting = {"SOCKET_CONNECT_TIMEOUT": CACHE_SECONDS, "SOCKET_TIMEOUT": CACHE_SECONDS}
    return cache | {
        "BACKEND": "sto_portal.cache.RedisCache",
        "OPTIONS": waiting | cache.get("OPTIONS", {}),
    }
