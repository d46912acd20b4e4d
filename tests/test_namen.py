"""Names sort and are found as a Dutch reader expects, the same on every database."""

import sys
import unicodedata

import pytest
from django.db.models import CharField, Value

from applications.models import Nietdeelnemer, Partner
from applications.planrijen import Planrijen
from assessment.models import Belang, Commissielid
from regions.models import Gemeente, Organisatie
from sto_portal.accounts.models import User
from sto_portal.namen import NameKey, name_key, names_with
from tests.factories import AanvraagFactory, PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

SORTED = [
    "3D Print BV", "aannemersbedrijf Kooij", "Ångström Techniek", "de Vries Installatie", "De Wit", "Élan Techniek",
    "Ibis Bouw", "IJsbrand BV", "IJssel Metaal", "Jansen BV", "Örsted", "'s-Hertogenbosch Bouw", "’t Anker",
    "'t Groene Lyceum", "Überhaus", "van Aalst", "Van den Berg", "Ypsilon", "Zwart BV",
]  # fmt: skip


def test_names_stand_as_a_dutch_reader_looks_for_them():
    names = [*reversed(SORTED)]
    User.objects.bulk_create(User(naam=naam, email=f"{place}@example.nl") for place, naam in enumerate(names))

    by_database = list(User.objects.order_by(NameKey("naam")).values_list("naam", flat=True))

    assert (by_database, sorted(names, key=name_key)) == (SORTED, SORTED)


@pytest.mark.parametrize(
    ("naam", "key"),
    [
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("’t Anker", "t anker"),
        ("„De Brug” (Utrecht)", "de brug utrecht"),
        ("ĲSSEL & Co.", "ijssel co"),
        ("Ørsted Łódź", "orsted lodz"),
        ("Straße Œuvre Æsop", "strasse oeuvre aesop"),
        ("e\u0301e\u0301n", "een"),
        ("on\u00adzicht\u200bbaar", "onzichtbaar"),
        ("\uff21\uff22\uff23 \uff11\uff12", "abc 12"),
        ("Ωmega Жук 學校", "ωmega жук 學校"),
        ("  De  Brug B.V. (Oost) ", "de brug b v oost"),
        ("Jansen 2", "jansen 2"),
        ("–––", ""),
        ("--", ""),
    ],
)
def test_the_key_of_a_name_has_small_letters_and_digits_alone(naam, key):
    Gemeente.objects.create(code="0001", naam=naam)

    assert (name_key(naam), Gemeente.objects.values_list(NameKey("naam"), flat=True).get()) == (key, key)


def test_the_database_makes_the_same_key_of_every_letter_and_sign():
    every = [chr(code) for code in range(1, sys.maxunicode + 1) if chr(code).isprintable() or code < 0x3000]
    typed = [
        sign for sign in every if unicodedata.category(sign) not in {"Cs", "Co", "Cn"} and name_key(sign).isascii()
    ]
    Gemeente.objects.create(code="0001", naam="Een")
    different = {}
    for start in range(0, len(typed), 400):
        text = " x ".join(typed[start : start + 400])
        row = Gemeente.objects.annotate(key=NameKey(Value(text, output_field=CharField()))).get(code="0001")
        if row.key != name_key(text):
            different[start] = (row.key, name_key(text))

    assert different == {}


def test_every_list_of_names_stands_in_that_order(twente):
    names = [*reversed(SORTED)]
    users = [UserFactory(naam=naam, rol="beoordelaar") for naam in names]
    plan = AanvraagFactory(regio=twente).plan
    for place, naam in enumerate(names):
        Gemeente.objects.create(code=f"{place:04}", naam=naam)
        organisatie = Organisatie.objects.create(naam=naam, soort="bedrijf")
        Nietdeelnemer.objects.create(plan=plan, naam=naam, plaats="Almelo", reden="anders", toelichting="Nee.")
        Belang.objects.create(lid=users[0].commissielid, organisatie=organisatie, toelichting="Werkt er")
        PartnerFactory(plan=plan, naam=naam, soort="bedrijf")

    lists = {
        "gebruikers": User.objects.filter(pk__in=[user.pk for user in users]),
        "commissie": Commissielid.objects.filter(user__in=users),
        "gemeenten": Gemeente.objects.all(),
        "organisaties": Organisatie.objects.all(),
        "belangen": [belang.organisatie for belang in users[0].commissielid.belangen.all()],
        "niet-deelnemers": plan.nietdeelnemer_set.all(),
        "partners": Partner.objects.of(plan),
        "partners in het leesplan": [partner for partner in Planrijen(plan).partners if partner.soort == "bedrijf"],
    }

    told = {name: [getattr(row, "naam", str(row)) for row in rows] for name, rows in lists.items()}
    assert told == dict.fromkeys(lists, SORTED)


@pytest.mark.parametrize("typed", ["renee", "RENÉE", "reneé  élan", "@example renee", "'Renée'"])
def test_somebody_is_found_however_the_name_is_typed(typed):
    UserFactory(naam="Renée Élan", email="r.elan@example.nl")
    UserFactory(naam="Anders", email="anders@example.nl")

    found = User.objects.filter(names_with(typed, "naam", "email"))

    assert [user.naam for user in found] == ["Renée Élan"]


@pytest.mark.parametrize("typed", ["%", "_", "--", "'"])
def test_signs_alone_find_nobody(typed):
    UserFactory()

    assert not User.objects.filter(names_with(typed, "naam", "email")).exists()
