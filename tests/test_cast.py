import pytest


@pytest.mark.parametrize(
    ("name", "perm", "own", "other"),
    [
        ("anna", "applications.submit_aanvraag", True, False),
        ("anna", "applications.view_aanvraag", True, True),
        ("bram", "applications.view_aanvraag", False, True),
        ("mia", "applications.change_plan", True, False),
        ("mia", "applications.submit_aanvraag", False, False),
        ("lies", "applications.change_plan", False, False),
        ("dina", "applications.view_aanvraag", False, False),
        ("behandelaar", "applications.view_aanvraag", True, True),
        ("beheerder", "assessment.approve_besluit", False, False),
    ],
)
def test_a_role_holds_for_its_own_regio(request, twente, veluwe, name, perm, own, other):
    user = request.getfixturevalue(name)

    answers = user.has_perm(perm, twente), user.has_perm(perm, veluwe)

    assert answers == (own, other)
