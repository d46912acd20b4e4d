"""Writing one deelaspect of a judgement or an advice, each with its own version."""

from applications.models import VersieConflictError

FIELDS = ("uitkomst", "reden", "verduidelijken", "verduidelijken_voor_datum")
ADVICE_FIELDS = (*FIELDS, "afwijking_reden")


def write_step(judgement, step, *, oordelen, conclusie, versie, fields=FIELDS):
    """Store what was typed for one Stap of a Beoordeling or Advies; raise VersieConflictError if it was saved since.

    `oordelen` is {code of Vereiste: {field: value}} with the fields of `fields`; `versie` is 0 before the first save.
    """
    write_conclusie(judgement, step.deelaspect, conclusie, versie)
    relation = judgement.oordelen
    rows = [
        relation.model(**{relation.field.name: judgement, "vereiste": vereiste}, **oordelen[vereiste.code])
        for vereiste in step.vereisten
        if vereiste.code in oordelen
    ]
    relation.model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=[relation.field.name, "vereiste"], update_fields=fields
    )


def write_score(judgement, step, punten):
    """Store the score on the deelaspect of a Stap, a key of its `schaal`; None takes it back. Only where it counts."""
    if not step.schaal:
        return
    if punten is None:
        judgement.scores.filter(deelaspect=step.deelaspect).delete()
        return
    judgement.scores.update_or_create(deelaspect=step.deelaspect, defaults={"punten": punten})


def write_conclusie(judgement, deelaspect, text, versie):
    rows = judgement.conclusies.filter(deelaspect=deelaspect)
    if versie:
        if not rows.filter(versie=versie).update(tekst=text, versie=versie + 1):
            raise VersieConflictError
        return
    _row, created = judgement.conclusies.get_or_create(deelaspect=deelaspect, defaults={"tekst": text})
    if not created:
        raise VersieConflictError
