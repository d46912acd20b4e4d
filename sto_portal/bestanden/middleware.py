"""What is looked after at the end of every request that stored a file."""

from sto_portal.bestanden.opruimen import removing_refused


class RefusedFiles:
    """Removes the file of an upload that was not saved: by a conflict, a refusal or a fault, wherever it came in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with removing_refused():
            return self.get_response(request)
