from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Files of the pages themselves, by the manifest; each process works out an address once.

    A page has some twenty of them, and they change only with a new version of the portal.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = cache(self.url)
