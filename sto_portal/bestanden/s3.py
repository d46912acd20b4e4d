"""Files in a private bucket of an S3-compatible service."""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends import s3

CONNECT_SECONDS = 2
ANSWER_SECONDS = 8
ATTEMPTS = 2


class S3Storage(s3.S3Storage):
    """Writes and reads a file in one request each, so nobody sees half of it; every failure is an OSError.

    A request waits for at most ATTEMPTS × ANSWER_SECONDS. Checksums are our own (`Bestand.sha256`): those that newer
    versions of boto3 add are refused by several services.
    """

    def __init__(self, **options):
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": options.get("addressing_style", "auto")},
        )
        super().__init__(**options, client_config=config, file_overwrite=False)

    def _open(self, name, mode="rb"):
        with as_os_error(name):
            return ContentFile(self.object_at(name).get()["Body"].read(), name=name)

    def _save(self, name, content):
        with as_os_error(name):
            self.object_at(name).put(Body=content.read(), ContentType=self.default_content_type)
        return name

    def exists(self, name):
        with as_os_error(name):
            return super().exists(name)

    def listdir(self, name):
        with as_os_error(name):
            return super().listdir(name)

    def get_modified_time(self, name):
        with as_os_error(name):
            return super().get_modified_time(name)

    def size(self, name):
        with as_os_error(name):
            return super().size(name)

    def delete(self, name):
        with as_os_error(name):
            super().delete(name)

    def url(self, name, **_options):
        """Refused: a view gives each file to whom may have it."""
        raise ValueError("This file is not accessible via a URL.")

    def object_at(self, name):
        return self.bucket.Object(self._normalize_name(name))


@contextmanager
def as_os_error(name):
    """A failure of the service as the OSError that a folder would give; FileNotFoundError where there is no `name`."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") == "NoSuchKey":
            raise FileNotFoundError(name) from error
        raise OSError(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(str(error)) from error
