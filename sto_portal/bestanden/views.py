"""A file that a worker makes: reading its address hands it over, and only a POST asks for it."""

from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import View

from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.responses import download
from sto_portal.werk.actions import enqueue
from sto_portal.werk.models import Werk, Werkstatus


class MadeFile(View):
    """GET gives the file, or how the making of it stands; where nobody asked for it yet, a page with a button.

    The act that makes a file needed asks for it, with a Werk under `prepared_key`; who misses it asks with a POST,
    under the `own_key`. `soort` is the kind of Werk, `subject` what the file is, in Dutch. The gates stand before this
    class.
    """

    soort = ""
    subject = ""
    back = ("", "")  # label and address of the page above it

    @property
    def own_key(self):
        """The sleutel of the Werk that this person asks for."""
        raise NotImplementedError

    @property
    def prepared_key(self):
        """The sleutel of the Werk that the act itself asked for; None where no act does."""
        return None

    @property
    def invoer(self):
        """What the Werk is about, a JSON-able dict."""
        raise NotImplementedError

    @cached_property
    def pieces(self):
        """The Werk that was asked for, by this person and by the act."""
        keys = [key for key in (self.own_key, self.prepared_key) if key]
        return list(Werk.objects.filter(soort=self.soort, sleutel__in=keys))

    def find_bestand(self):
        """The Bestand that is there: what came out of one of the two pieces of work, or None."""
        made = [werk.resultaat["bestand"] for werk in self.pieces if werk.resultaat and "bestand" in werk.resultaat]
        return Bestand.objects.filter(pk__in=made).order_by("pk").last() if made else None

    def get(self, request, *args, **kwargs):
        if bestand := self.find_bestand():
            return download(bestand, inline=True)
        own = next((werk for werk in self.pieces if werk.door_id == request.user.pk), None)
        if own and own.status != Werkstatus.KLAAR:
            return redirect(own)
        is_busy = any(not werk.is_finished for werk in self.pieces)
        label, url = self.back
        context = {"subject": self.subject, "is_busy": is_busy, "back_label": label, "back_url": url}
        return render(request, "bestanden/maken.html", context | {"own_url": request.get_full_path()})

    def post(self, request, *args, **kwargs):
        if self.find_bestand():
            return redirect(request.get_full_path())
        return redirect(enqueue(self.soort, sleutel=self.own_key, invoer=self.invoer, by=request.user))
