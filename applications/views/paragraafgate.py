"""What every page about one paragraph of a plan shares: where it stands, its questions and their answers."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from applications.access import PlanWriteGate
from applications.models import Antwoord, Antwoordsoort, Groep, Onderdeel
from applications.voorwaarden import paragrafen_for

PARTS = {
    "regiovisie": Onderdeel.REGIOVISIE,
    "activiteitenplan": Onderdeel.ACTIVITEITENPLAN,
    "overeenkomst": Onderdeel.OVEREENKOMST,
}
SLUGS = {onderdeel: slug for slug, onderdeel in PARTS.items()}


def paragraaf_url(aanvraag, paragraaf, name="paragraaf-edit", *rest):
    """The page of `paragraaf`, or another page about it: `name` with what comes after the paragraph in its address."""
    return reverse(name, args=[aanvraag.nummer, SLUGS[paragraaf.onderdeel], paragraaf.sleutel, *rest])


class InOnderdeel:
    """A page of the part that the address names."""

    @property
    def groep(self):
        return Groep(self.kwargs["onderdeel"])


class InParagraaf(InOnderdeel):
    """The paragraph in the address of a page behind a gate; 404 where the region of the plan has no such paragraph."""

    related = ("regio", "ronde", "plan")

    @cached_property
    def onderdeel(self):
        return PARTS[self.kwargs["onderdeel"]]

    @property
    def onderdeel_url(self):
        return reverse(SLUGS[self.onderdeel], args=[self.aanvraag.nummer])

    @cached_property
    def place(self):
        """Where this paragraph stands among those of its part that hold anything."""
        siblings = [paragraaf for paragraaf in paragrafen_for(self.plan) if paragraaf.onderdeel == self.onderdeel]
        pages = [paragraaf for paragraaf in siblings if paragraaf.gevraagd]
        for place, paragraaf in enumerate(pages):
            if paragraaf.sleutel == self.kwargs["sleutel"]:
                previous = pages[place - 1] if place else None
                return paragraaf, previous, pages[place + 1] if place + 1 < len(pages) else None
        raise Http404("Geen paragraaf met deze sleutel.")

    @property
    def paragraaf(self):
        return self.place[0]

    @cached_property
    def vragen(self):
        return list(self.paragraaf.gevraagd)

    @cached_property
    def antwoorden(self):
        """{vraag pk: Antwoord} of this paragraph."""
        rows = Antwoord.objects.filter(plan=self.plan, vraag__in=[vraag.pk for vraag in self.vragen])
        if any(vraag.invoer == Antwoordsoort.BESTAND for vraag in self.vragen):
            rows = rows.select_related("bestand")
        found = {row.vraag_id: row for row in rows}
        for row in found.values():
            row.plan = self.plan
        return found


class ParagraafGate(InParagraaf, PlanWriteGate):
    """A page about one paragraph, on which something is written."""
