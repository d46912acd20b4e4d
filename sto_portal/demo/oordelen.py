"""What the committee of the demo finds of a plan: outcomes and reasons, from fixtures/demo_teksten/oordelen.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from assessment.models import Strekking, Uitkomst, Vereiste
from sto_portal.demo import namen, teksten

MOST_UNMET, LEAST_UNMET = 4, 2
COMMISSIE = "commissie"


def texts():
    return namen.load_teksten("oordelen")


def choose_unmet(regio, ronde):
    """The codes of the vereisten that a plan that is turned down in this round does not meet.

    What was not good enough twice is part of what was not good enough before.
    """
    codes = [code for code, words in texts()["vereisten"].items() if "niet" in words]
    count = namen.between(LEAST_UNMET, MOST_UNMET, regio.volgnummer, "onvoldaan")
    start = namen.number_for(regio.volgnummer, "eerste onvoldaan")
    chosen = [codes[(start + step * 5) % len(codes)] for step in range(count)]
    return tuple(chosen if ronde == 1 else chosen[: LEAST_UNMET - 1])


def choose_unclear(regio):
    """The code of the vereiste that a grant asks to clarify, in a tuple."""
    codes = [code for code, words in texts()["vereisten"].items() if "duidelijker" in words]
    return (namen.pick(codes, regio.volgnummer, "verduidelijken"),)


@dataclass(frozen=True)
class Kader:
    """The vereisten and deelaspecten that the demo judges, in the order of Bijlage C."""

    vereisten: list
    deelaspecten: list

    @classmethod
    def read(cls):
        vereisten = list(Vereiste.objects.select_related("deelaspect__criterium"))
        deelaspecten = list(dict.fromkeys(vereiste.deelaspect for vereiste in vereisten))
        return cls(vereisten, deelaspecten)


@dataclass(frozen=True)
class Mening:
    """What the committee makes of one plan: the codes it finds unmet or unclear, and the words for it."""

    beeld: Mapping
    ronde: int
    onvoldaan: tuple = ()
    onduidelijk: tuple = ()
    verduidelijken_voor: date | None = None

    @property
    def strekking(self):
        return Strekking.NEGATIEF if self.onvoldaan else Strekking.POSITIEF

    def write(self, variants, *key):
        """One of `variants`, filled in; fixed by the region, the round and `key`."""
        return teksten.choose(variants, self.beeld | {"gemis": self.gemis(self.onvoldaan)}, self.ronde, *key)

    def gemis(self, codes):
        """What these unmet vereisten lack, in one enumeration."""
        return teksten.enumerate_names([texts()["vereisten"][code]["gemis"] for code in codes]) if codes else ""

    def uitkomst(self, code, stem):
        """The outcome that `stem` gives: COMMISSIE or the place (0-2) of a member, who may see it otherwise."""
        words = texts()["vereisten"][code]
        if "nvt" in words:
            return Uitkomst.NIET_VAN_TOEPASSING
        doubts = stem == namen.between(0, 5, self.beeld["volgnummer"], self.ronde, code, "twijfel")
        if code in self.onvoldaan:
            return Uitkomst.VOLDOET if doubts else Uitkomst.VOLDOET_NIET
        if code in self.onduidelijk:
            return Uitkomst.VOLDOET if doubts else Uitkomst.VERDUIDELIJKEN
        return Uitkomst.VERDUIDELIJKEN if doubts and "duidelijker" in words else Uitkomst.VOLDOET

    def oordeel(self, code, stem):
        """The fields of an Oordeel or Adviesoordeel on the vereiste with this code."""
        words, uitkomst = texts()["vereisten"][code], self.uitkomst(code, stem)
        if uitkomst == Uitkomst.VERDUIDELIJKEN:
            return {
                "uitkomst": uitkomst,
                "reden": self.write(texts()["reden_duidelijker"], code, stem),
                "verduidelijken": self.write(words["duidelijker"], code, stem),
                "verduidelijken_voor_datum": self.verduidelijken_voor,
            }
        variants = {Uitkomst.VOLDOET_NIET: "niet", Uitkomst.NIET_VAN_TOEPASSING: "nvt"}.get(uitkomst, "goed")
        return {"uitkomst": uitkomst, "reden": self.write(words[variants], code, stem)}

    def conclusie(self, deelaspect, stem):
        """The conclusion on one deelaspect; of the committee, or of the member at this place."""
        code = deelaspect.code
        unmet = [each for each in self.onvoldaan if each.startswith(f"{code}.")]
        if unmet:
            frame = namen.pick(texts()["conclusies_niet"], self.beeld["volgnummer"], self.ronde, code, stem)
            return frame.format_map(self.beeld | {"gemis": self.gemis(unmet)})
        if any(each.startswith(f"{code}.") for each in self.onduidelijk):
            return self.write(texts()["conclusies_duidelijker"], code, stem)
        variants = texts()["conclusies"][code]
        place = namen.number_for(self.beeld["volgnummer"], self.ronde, code) + (0 if stem == COMMISSIE else stem)
        return variants[place % len(variants)].format_map(self.beeld)

    def samenvatting(self):
        kind = "negatief" if self.onvoldaan else "duidelijker" if self.onduidelijk else "positief"
        return self.write(texts()["samenvatting"][kind], "samenvatting")

    def reden(self, verb):
        """Why this step was taken; empty where a step needs no reason."""
        return texts()["redenen"].get(verb, "").format_map(self.beeld)

    def punten(self, deelaspect, stem):
        """The score of a member: high for a plan that meets all, lower for one that does not; of the committee theirs.

        The committee takes the middle one of the three members.
        """
        if stem == COMMISSIE:
            return median_low(self.punten(deelaspect, place) for place in range(3))
        low, high = (1, 4) if self.onvoldaan else (3, 5)
        return namen.between(low, high, self.beeld["volgnummer"], self.ronde, deelaspect.code, stem, "score")
