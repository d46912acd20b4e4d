"""Pages beside the way of this one application, as they stand ready for whoever needs them."""

TECHNIEKARM, DRAFTED, APPROVED = "STO00075-4", "STO00014-4", "STO00025-4"
ASIDE = [
    ("penvoerder", "/aanvragen/{nummer}/intrekken/"),
    ("penvoerder", "/aanvragen/{nummer}/aanbod/nieuw/"),
    ("penvoerder", "/aanvragen/{nummer}/leerlingenprognose/nieuw/"),
    ("penvoerder", "/aanvragen/{nummer}/docententekort/nieuw/"),
    ("penvoerder", "/aanvragen/nieuw/"),
    ("penvoerder", "/besluiten/"),
    ("medeauteur", "/aanvragen/{nummer}/"),
    ("beoordelaar1", f"/beoordeling/{TECHNIEKARM}/deelaspect/1.3/"),
    ("beoordelaar1", f"/beoordeling/{TECHNIEKARM}/inleveren/"),
    ("beoordelaar1", f"/beoordeling/{TECHNIEKARM}/verhinderd/"),
    ("behandelaar", f"/besluiten/{DRAFTED}/opstellen/"),
    ("tekenbevoegde", f"/besluiten/{APPROVED}/"),
    ("tekenbevoegde", f"/besluiten/{APPROVED}/verzenden/"),
    ("tekenbevoegde", "/besluiten/STO00019-4/terugsturen/"),
    ("penvoerder", "/aanvragen/STO00026-4/"),  # of another region: the page that says it does not exist
]


def look_aside(case):
    """Each of these pages is as accessible as those of the chain."""
    for person, address in ASIDE:
        case.visit(person, address.format(nummer=case.nummer), variant=f"terzijde {address}")
