import uuid

from django.db import models


class VersieConflictError(Exception):
    """Someone else saved this row after it was read; nothing was written."""


class PlanonderdeelQuerySet(models.QuerySet):
    def of(self, plan):
        return self.filter(plan=plan)


class Planonderdeel(models.Model):
    """A row of a Plan. `sleutel` stays the same in every copy of the Plan, so that a difference is a join.

    `versie` goes up by one with each save from a form; rows of a frozen Plan refuse every write (database trigger).
    """

    plan = models.ForeignKey("applications.Plan", on_delete=models.CASCADE, related_name="%(class)s_set")
    sleutel = models.UUIDField(default=uuid.uuid4, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanonderdeelQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["plan", "sleutel"], name="%(app_label)s_%(class)s_sleutel_once")]

    @property
    def regio_id(self):
        return self.plan.regio_id

    def save_if_unchanged(self, versie):
        """Write the fields if the row still has `versie`, in one UPDATE; else raise VersieConflictError."""
        fields = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in {"id", "plan", "sleutel", "versie"}
        }
        updated = type(self)._base_manager.filter(pk=self.pk, versie=versie).update(versie=versie + 1, **fields)
        if not updated:
            raise VersieConflictError
        self.versie = versie + 1
