"""What the counted pupils of the schools of a plan would fill in its table of pupils (Bijlage B.1 §3.1)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models

from applications.models import BY_NAME, Aanbod, Leerweg, Partner, Profiel, profiel_label
from regions.models import Leerlingtelling, Tellingbron

EERSTE_LEERJAAR = 3  # of the two that are counted: who is in it came in this year


class Gevolg(models.TextChoices):
    NIEUW = "nieuw", "Wordt ingevuld"
    AANVULLING = "aanvulling", "Klopt al, instroom en schooljaar komen erbij"
    GELIJK = "gelijk", "Klopt al"
    ANDERS = "anders", "U vulde iets anders in"


@dataclass(frozen=True)
class Voorstel:
    """Pupils of leerjaar 3 and 4 of a school in a profile and leerweg: from `laag` up to and including `hoog`.

    `instroom` is the least number of them in leerjaar 3; `rij` what the plan says, None where it says nothing.
    """

    school: Partner
    profiel: str
    leerweg: str
    laag: int
    hoog: int
    instroom: int
    rij: Aanbod | None
    jaar: int
    bron: str

    @property
    def vak(self):
        """'Produceren, installeren en energie (PIE), kb'."""
        profiel = profiel_label(self.profiel)
        return f"{profiel}, {self.leerweg}" if self.profiel else profiel

    @property
    def telling(self):
        """'27', or '24 tot en met 30' where small numbers were hidden."""
        return str(self.laag) if self.laag == self.hoog else f"{self.laag} tot en met {self.hoog}"

    @property
    def nu(self):
        """The number in the plan, None where it says nothing."""
        return self.rij.leerlingen if self.rij else None

    @property
    def gevolg(self):
        if self.nu is None:
            return Gevolg.NIEUW
        if not self.laag <= self.nu <= self.hoog:
            return Gevolg.ANDERS
        return Gevolg.AANVULLING if None in {self.rij.instroom, self.rij.schooljaar} else Gevolg.GELIJK

    @property
    def bron_label(self):
        return f"{Tellingbron(self.bron).label}, {self.jaar}"


def propose(plan):
    """The Voorstellen for every school of `plan` that was counted, by school, profile and leerweg; three queries."""
    schools = Partner.objects.of(plan).with_pupils().exclude(vestigingscode="")
    by_code = {school.vestigingscode: school for school in schools.order_by(BY_NAME, "pk")}
    now = {(row.partner_id, row.profiel, row.leerweg): row for row in Aanbod.objects.of(plan)}
    sums, source = defaultdict(lambda: [0, 0, 0]), {}
    for row in Leerlingtelling.objects.newest(list(by_code)):
        key = (row.vestiging.code, row.profiel, row.leerweg)
        sums[key][0] += row.laag
        sums[key][1] += row.hoog
        sums[key][2] += row.laag if row.leerjaar == EERSTE_LEERJAAR else 0
        source[key] = (row.jaar, row.bron)
    order = list(by_code), ["", *Profiel.values], Leerweg.values
    keys = sorted(sums, key=lambda key: [names.index(part) for names, part in zip(order, key, strict=True)])
    return [
        Voorstel(school, *key[1:], *sums[key], now.get((school.pk, *key[1:])), *source[key])
        for key, school in ((key, by_code[key[0]]) for key in keys)
    ]
