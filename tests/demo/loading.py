"""Loading the demo from a small file."""

from io import StringIO

from django.core.management import call_command

from sto_portal.demo.regios import GETALLEN

SMALL = {
    "type": "techniekregio",
    "alle_vmbo_vso_doen_mee": "1",
    **dict.fromkeys(GETALLEN, "1"),
    "vmbo": "2",
    "hbo": "0",
    "subsidie_eur": "1000000",
    "cofinanciering_eur": "150000",
    "techniekleerlingen": "60",
}


def load(*arguments):
    """What `load_demo` prints."""
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()
