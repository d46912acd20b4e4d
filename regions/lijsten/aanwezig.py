"""What the database has already of what the published lists are about."""

from regions.models import Bronlijst, Organisatie, Organisatiesoort


def lock_bronlijst(soort):
    """The Bronlijst of this kind, locked: a second import of the same list waits for this one."""
    Bronlijst.objects.get_or_create(soort=soort)
    return Bronlijst.objects.select_for_update().get(soort=soort)


def find_besturen():
    """{number: Organisatie} of every board with a number."""
    found = Organisatie.objects.filter(soort=Organisatiesoort.BESTUUR).exclude(bevoegd_gezag_nummer="")
    return {bestuur.bevoegd_gezag_nummer: bestuur for bestuur in found}


def new_bestuur(nummer, lijst):
    """The fields of a board that a list brought, but for its name."""
    return {"soort": Organisatiesoort.BESTUUR, "bevoegd_gezag_nummer": nummer, "bronlijst": lijst}


def find_scholen(codes):
    """{instellingscode: Organisatie} of the schools with these codes."""
    found = Organisatie.objects.filter(instellingscode__in=list(codes))
    return {school.instellingscode: school for school in found}
