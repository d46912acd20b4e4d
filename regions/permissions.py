"""Who may do what: the one backend that answers `has_perm`, and the gates of a view."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied

from regions.models import Lidmaatschap
from sto_portal.roles import PERMISSIONS


def national_roles(user):
    """The set of national roles the person holds now; read once per user object."""
    if not hasattr(user, "_national_roles"):
        user._national_roles = set(user.aanstellingen.current().values_list("rol", flat=True))
    return user._national_roles


def regional_roles(user):
    """{regio pk: role} of the person now; read once per user object."""
    if not hasattr(user, "_regional_roles"):
        user._regional_roles = dict(Lidmaatschap.objects.current().filter(user=user).values_list("regio_id", "rol"))
    return user._regional_roles


class RoleBackend(AuthenticationBackend):
    """Sign-in by e-mail, and permissions from roles alone.

    National roles hold everywhere, regional ones for what has that `regio_id`.
    Without an object a regional permission answers 'in at least one region': enough for a list, never for a row.
    """

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active or user_obj.is_anonymous:
            return False
        if any(perm in PERMISSIONS[role] for role in national_roles(user_obj)):
            return True
        regional = regional_roles(user_obj)
        if obj is None:
            return any(perm in PERMISSIONS[role] for role in regional.values())
        role = regional.get(getattr(obj, "regio_id", None))
        return role is not None and perm in PERMISSIONS[role]


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
