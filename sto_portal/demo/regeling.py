"""The parameters of the regeling of the history of the demo, as fixtures/regelingen.yaml has them."""

from functools import cache

from regions.loading import read_fixture


@cache
def parameters():
    """{name: value} of the first version of the first regeling."""
    return read_fixture("regelingen.yaml")["regelingen"][0]["versies"][0]
