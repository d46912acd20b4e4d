"""Receiving a file that is far too large without filling the disk with it."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps no more of a file than a form accepts; `size` is that of all that was sent, which the form tells."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data, start):
        if self.kept <= settings.UPLOAD_MAX_BYTES:
            self.kept += len(raw_data)
            super().receive_data_chunk(raw_data, start)
