from django.contrib import auth
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from sto_portal.accounts.periods import PeriodQuerySet
from sto_portal.accounts.sessies import Sessie
from sto_portal.emailadres import EmailadresModelField, fold_address
from sto_portal.namen import NameKey
from sto_portal.roles import Landelijkerol

__all__ = ["Aanstelling", "Sessie", "User", "UserManager"]


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=fold_address(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        """The first beheerder, for `manage.py createsuperuser`: the others are given that role in the portal."""
        user = self.create_user(email, password, **fields)
        Aanstelling.objects.create(user=user, rol=Landelijkerol.BEHEERDER)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address; what they may do follows from their roles alone."""

    email = EmailadresModelField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120, blank=True)
    is_active = models.BooleanField("mag inloggen", default=True)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    objects = UserManager()

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = [NameKey("naam"), "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_case_insensitive")]

    def __str__(self):
        return self.naam or self.email

    def has_perm(self, perm, obj=None):
        """Whether a role of this person gives `perm`: for `obj` if given, else for at least one thing."""
        return self.is_active and any(
            backend.has_perm(self, perm, obj) for backend in auth.get_backends() if hasattr(backend, "has_perm")
        )

    def has_perms(self, perms, obj=None):
        return all(self.has_perm(perm, obj) for perm in perms)


class Aanstelling(models.Model):
    """A role of a person for the whole country (committee, DUS-I, research), from a moment until a moment."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="aanstellingen")
    rol = models.CharField("rol", max_length=20, choices=Landelijkerol)
    vanaf = models.DateTimeField("vanaf", db_default=Now())
    tot = models.DateTimeField("tot", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aanstellingen"
        constraints = [
            models.CheckConstraint(name="aanstelling_rol_known", condition=Q(rol__in=Landelijkerol.values)),
            models.CheckConstraint(
                name="aanstelling_tot_after_vanaf", condition=Q(tot__isnull=True) | Q(tot__gt=F("vanaf"))
            ),
            models.UniqueConstraint(
                fields=["user", "rol"], condition=Q(tot__isnull=True), name="aanstelling_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_rol_display()}"
