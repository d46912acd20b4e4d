"""The people of the tests. Anna leads Twente and only reads elsewhere; Bram leads the Veluwe; Lies reads Twente."""

import pytest

from regions.models import Lidmaatschap
from sto_portal.roles import Regiorol
from tests.factories import CommissielidFactory, RegioFactory, UserFactory


def join(user, regio, rol):
    """Give `user` a role in `regio`."""
    return Lidmaatschap.objects.create(user=user, regio=regio, rol=rol)


@pytest.fixture
def twente(db):
    return RegioFactory(nummer="STO90001", naam="Regio Twente (test)")


@pytest.fixture
def veluwe(db):
    return RegioFactory(nummer="STO90002", naam="Regio Veluwe (test)")


@pytest.fixture
def anna(twente, veluwe):
    """Penvoerder of Twente, meelezer of the Veluwe."""
    user = UserFactory(naam="Anna", email="anna@example.nl")
    join(user, twente, Regiorol.PENVOERDER)
    join(user, veluwe, Regiorol.MEELEZER)
    return user


@pytest.fixture
def bram(veluwe):
    """Penvoerder of the Veluwe."""
    user = UserFactory(naam="Bram", email="bram@example.nl")
    join(user, veluwe, Regiorol.PENVOERDER)
    return user


@pytest.fixture
def mia(twente):
    """Mede-auteur of Twente."""
    user = UserFactory(naam="Mia", email="mia@example.nl")
    join(user, twente, Regiorol.MEDE_AUTEUR)
    return user


@pytest.fixture
def lies(twente):
    """Meelezer of Twente."""
    user = UserFactory(naam="Lies", email="lies@example.nl")
    join(user, twente, Regiorol.MEELEZER)
    return user


@pytest.fixture
def dina(db):
    """Beoordelaar."""
    return CommissielidFactory(user__naam="Dina", user__email="dina@example.nl").user


@pytest.fixture
def vera(db):
    """Voorzitter of the committee."""
    return CommissielidFactory(user=UserFactory(naam="Vera", email="vera@example.nl", rol="voorzitter")).user


@pytest.fixture
def behandelaar(db):
    return UserFactory(naam="Bea", email="bea@example.nl", rol="behandelaar")


@pytest.fixture
def coordinator(db):
    return UserFactory(naam="Coen", email="coen@example.nl", rol="coordinator")


@pytest.fixture
def tekenbevoegde(db):
    return UserFactory(naam="Tess", email="tess@example.nl", rol="tekenbevoegde")


@pytest.fixture
def onderzoeker(db):
    return UserFactory(naam="Otto", email="otto@example.nl", rol="onderzoeker")


@pytest.fixture
def beheerder(db):
    return UserFactory(naam="Bas", email="bas@example.nl", rol="beheerder")
