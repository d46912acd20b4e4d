"""What decisions of one kind under one Regelingversie say of the law."""

from assessment.models import Besluittekst


def find_besluittekst(regelingversie, soort):
    """The Besluittekst of this kind; an unsaved one that is empty where there is none."""
    found = Besluittekst.objects.filter(regelingversie=regelingversie, soort=soort).first()
    return found or Besluittekst(regelingversie=regelingversie, soort=soort)


def find_grondslag(regelingversie, soort):
    """The articles with which a draft of this kind begins, '' where they are not known."""
    return find_besluittekst(regelingversie, soort).grondslag
