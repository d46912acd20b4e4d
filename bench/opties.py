"""What a subject gets: the sizes to measure at, and a demo of that size to work in."""

from contextlib import contextmanager
from dataclasses import dataclass

from bench.databases import Server


@dataclass(frozen=True)
class Opties:
    """`regios` is what --regios asked for: then everything is measured at that one size."""

    server: Server
    regios: int | None = None

    def sizes(self, *regios):
        """The numbers of regions to measure at: these, or the one that was asked for."""
        return (self.regios,) if self.regios else regios

    def shared_demo(self, regios):
        """The demo with so many regions as all subjects share it, for who only reads; a context like `demo`."""
        return self.server.demo(regios).connected()

    @contextmanager
    def demo(self, regios):
        """A fresh copy of the demo with so many regions, for the ORM of this process; gives the Database."""
        database = self.server.copy(self.server.demo(regios), "werk")
        try:
            with database.connected():
                yield database
        finally:
            self.server.drop(database)
