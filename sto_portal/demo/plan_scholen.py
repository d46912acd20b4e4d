"""The schools of a demo region that take no part."""

from sto_portal.demo import namen, teksten
from sto_portal.demo.inhoud import Nietdeelnemer

LAST = namen.PARTNERS_PER_REGIO - 1


def make_nietdeelnemers(regio, beeld, partners):
    """One school where the region says that not all take part; its code is one that no partner has."""
    if regio.alle_doen_mee:
        return ()
    words = namen.pick(namen.load_teksten("scholen"), regio.volgnummer, "afzijdig")
    naam = namen.school("vmbo", regio.volgnummer, regio.vmbo + 2)
    free = len(partners) <= LAST
    school = Nietdeelnemer(
        naam=naam,
        vestigingscode=namen.vestigingscode(namen.partner_index(regio.volgnummer, LAST)) if free else "",
        plaats=regio.hoofdplaats,
        reden=words["reden"],
        toelichting=teksten.write_text(
            words["toelichting"],
            beeld | {"afzijdig": namen.strip_mark(naam)},
            "b1_2_afzien_reden",
        ),
    )
    return (school,)
