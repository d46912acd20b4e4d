"""Status that moves by verbs alone: each step is checked under lock and leaves a row."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class TransitionError(Exception):
    """A step that cannot be taken now; its text says why, in Dutch, to the person who tried."""


class Statuswijziging(models.Model):
    """One step of a workflow: what was done, from which status to which, by whom, when and why.

    `door` is empty where the portal itself took the step (a term that lapsed).
    """

    verb = models.CharField(max_length=40)
    van = models.CharField(max_length=30)
    naar = models.CharField(max_length=30)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    op = models.DateTimeField(default=timezone.now)
    reden = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["op", "pk"]

    def __str__(self):
        return f"{self.verb}: {self.van} → {self.naar}"


class WorkflowModel(models.Model):
    """A model whose `status` changes through `transition` alone.

    A subclass gives `TRANSITIONS` ({verb: (set of from, to)}), a `status` field with choices, and a reverse
    relation `statuswijzigingen` of its own concrete Statuswijziging.
    """

    TRANSITIONS = {}

    class Meta:
        abstract = True

    def can(self, verb):
        """Whether `verb` can start at the status this instance was read with."""
        return self.status in self.TRANSITIONS[verb][0]

    @transaction.atomic
    def transition(self, verb, *, by, reason="", at=None, fields=()):
        """Take one step of TRANSITIONS as user `by`; raise TransitionError if it cannot start here.

        `fields` names what else of this instance is written with the status, in the same statement.
        Locks the row and reads its status afresh, so that of two people at once one gets the error.
        """
        sources, target = self.TRANSITIONS[verb]
        before = type(self)._base_manager.select_for_update().values_list("status", flat=True).get(pk=self.pk)
        if before not in sources:
            label = dict(self._meta.get_field("status").flatchoices)[before]
            raise TransitionError(f"Dit kan niet meer. De status is nu: {label.lower()}.")
        self.status = target
        self.save(update_fields=["status", *fields])
        self.statuswijzigingen.create(
            verb=verb, van=before, naar=target, door=by, reden=reason, op=at or timezone.now()
        )
