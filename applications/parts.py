"""The tables of a Plan, each after the ones its rows refer to."""

from applications.models import (
    Aanbod,
    Activiteit,
    Antwoord,
    Begrotingsregel,
    Cofinanciering,
    Docententekort,
    Doelstelling,
    Leerlingenprognose,
    Mijlpaal,
    Ondertekening,
    Partner,
    Risico,
)

PLANONDERDELEN = (
    Antwoord,
    Partner,
    Aanbod,
    Leerlingenprognose,
    Docententekort,
    Doelstelling,
    Mijlpaal,
    Activiteit,
    Risico,
    Begrotingsregel,
    Cofinanciering,
    Ondertekening,
)
