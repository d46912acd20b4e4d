"""What is missing or wrong, at any moment, with the place to mend it."""

from django.urls import reverse
from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.controles import Ernst, Groep, blocking, check
from applications.taken import PAGES


def group_findings(nummer, bevindingen):
    """The findings per part of the application, every part in its order, also those that are in order."""
    for groep in Groep:
        found = [bevinding for bevinding in bevindingen if bevinding.groep == groep]
        yield {
            "label": groep.label,
            "sleutel": str(groep),
            "url": reverse(PAGES[groep], args=[nummer]),
            "bevindingen": found,
            "status": "success" if not found else "error" if blocking(found) else "warning",
            "status_label": describe(found),
        }


def describe(found):
    """'In orde', or how many findings there are of each Ernst."""
    if not found:
        return "In orde"
    counts = {ernst: sum(bevinding.ernst == ernst for bevinding in found) for ernst in Ernst}
    words = {Ernst.BLOKKEERT: "niet in orde", Ernst.WAARSCHUWT: "let op", Ernst.INFORMEERT: "ter informatie"}
    return ", ".join(f"{number} {words[ernst]}" for ernst, number in counts.items() if number)


class ControleDetail(AanvraagGate, TemplateView):
    """The same controles as the submit page and the completeness test of DUS-I."""

    template_name = "applications/controle.html"

    def get_context_data(self, **kwargs):
        bevindingen = check(self.plan)
        may_submit = self.request.user.has_perm("applications.submit_aanvraag", self.aanvraag)
        return super().get_context_data(
            groepen=list(group_findings(self.aanvraag.nummer, bevindingen)),
            blokkerend=len(blocking(bevindingen)),
            overig=len(bevindingen) - len(blocking(bevindingen)),
            may_submit=may_submit and self.aanvraag.is_writable,
            **kwargs,
        )
