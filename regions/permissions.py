"""Who may do what: the one backend that answers `has_perm`, and the gates of a view."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast

from regions.models import Lidmaatschap
from sto_portal.accounts.models import Aanstelling
from sto_portal.roles import Basisrol, roles_with

NOBODY = -1  # no primary key: it marks the place of the person among the parameters


@cache
def roles_question():
    """(SQL, parameters) for the roles that NOBODY has now: (rol, regio pk or None) each."""
    nowhere = Cast(Value(None), BigIntegerField())
    national = Aanstelling.objects.current().filter(user=NOBODY).order_by().values_list("rol", nowhere)
    regional = Lidmaatschap.objects.current().filter(user=NOBODY).values_list("rol", "regio_id")
    return national.union(regional, all=True).query.sql_with_params()


def roles_of(user):
    """The person's roles now: {None: set of national roles, regio pk: set of the role there}.

    Who has no national role is an Aanmelder for the whole country.

    One query, once per user object. Every page asks it, so its SQL is made once: that takes longer than the answer.
    """
    if not hasattr(user, "_roles"):
        sql, parameters = roles_question()
        user._roles = {None: set()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [user.pk if value == NOBODY else value for value in parameters])
            for rol, regio in cursor.fetchall():
                user._roles.setdefault(regio, set()).add(rol)
        user._roles[None] = user._roles[None] or {Basisrol.AANMELDER}
    return user._roles


def regios_of(user):
    """The pks of the regions in which this person has a role now."""
    return roles_of(user).keys() - {None}


class RoleBackend(AuthenticationBackend):
    """Sign-in by e-mail, and permissions from roles alone.

    National roles hold everywhere, regional ones for what has that `regio_id`.
    Without an object a regional permission answers 'in at least one region': enough for a list, never for a row.
    """

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        roles = roles_of(user_obj)
        wanted = roles_with(perm)
        if obj is None:
            return any(wanted & held for held in roles.values())
        return bool(wanted & (roles[None] | roles.get(getattr(obj, "regio_id", None), set())))


class RowPermissionMixin(PermissionRequiredMixin):
    """The first two gates of a view: role → 403, row → 404 (by `get_queryset`), role about the row → 403.

    `get_permission_object(row)` says on which object the role is asked; the row itself unless overridden.
    """

    def get_permission_object(self, row):
        return row

    def get_object(self, queryset=None):
        row = super().get_object(queryset)
        if not self.request.user.has_perms(self.get_permission_required(), self.get_permission_object(row)):
            raise PermissionDenied
        return row
