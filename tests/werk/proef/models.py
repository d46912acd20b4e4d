from django.db import models


class Poging(models.Model):
    """One start of a piece of work, so that a test sees how often it was begun."""

    sleutel = models.CharField(max_length=40)


class Effect(models.Model):
    """What one item of a piece of work leaves behind; no constraint, so that a double would be seen."""

    sleutel = models.CharField(max_length=40)
    item = models.PositiveIntegerField()
