"""The whole content of one demo plan, made from the figures of its region: the same figures give the same plan."""

from sto_portal.demo.inhoud import Planinhoud
from sto_portal.demo.plan_aanbod import make_aanbod, make_docententekort, make_leerlingenprognose
from sto_portal.demo.plan_activiteiten import make_activiteiten, make_doelstellingen, make_risicos
from sto_portal.demo.plan_antwoorden import make_antwoorden
from sto_portal.demo.plan_beeld import make_beeld
from sto_portal.demo.plan_begroting import involve, make_begroting
from sto_portal.demo.plan_bijdragen import make_bijdragen
from sto_portal.demo.plan_organisatie import make_overleggen, make_projecten
from sto_portal.demo.plan_partners import make_partners
from sto_portal.demo.plan_scholen import make_nietdeelnemers

EERSTE_JAAR = 2020


def make_plan(regio, eerste_jaar=EERSTE_JAAR):
    """The Planinhoud of a Demoregio for the four subsidy years from `eerste_jaar`.

    Its rows have exactly the partners, pupils and amounts of the Demoregio; only years differ between rounds.
    """
    partners = make_partners(regio)
    aanbod = make_aanbod(regio, partners, eerste_jaar)
    prognose = make_leerlingenprognose(regio, aanbod, eerste_jaar)
    docenten = make_docententekort(regio, aanbod)
    bijdragen = make_bijdragen(regio, partners)
    beeld = make_beeld(regio, eerste_jaar, partners, aanbod, prognose, docenten, bijdragen)
    doelstellingen = make_doelstellingen(regio, beeld)
    activiteiten = make_activiteiten(regio, beeld, doelstellingen, partners, eerste_jaar)
    begrotingsregels = make_begroting(regio, activiteiten, partners, bijdragen)
    antwoorden = make_antwoorden(regio, beeld, aanbod)
    return Planinhoud(
        regio=regio,
        eerste_jaar=eerste_jaar,
        subsidie_cents=regio.gevraagd_eur * 100,
        partners=partners,
        aanbod=aanbod,
        leerlingenprognose=prognose,
        docententekort=docenten,
        doelstellingen=doelstellingen,
        activiteiten=involve(activiteiten, partners, begrotingsregels),
        risicos=make_risicos(regio, beeld),
        begrotingsregels=begrotingsregels,
        cofinanciering=bijdragen,
        projecten=make_projecten(regio, beeld, partners, antwoorden),
        overleggen=make_overleggen(regio, beeld, partners),
        nietdeelnemers=make_nietdeelnemers(regio, beeld, partners),
        antwoorden=antwoorden,
        beeld=beeld,
    )
