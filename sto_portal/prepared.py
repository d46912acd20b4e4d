"""SQL that is made once, for what is written so often that making it takes longer than running it."""

from datetime import datetime
from functools import cache

from django.db import connection
from django.db.models.sql import UpdateQuery


class PreparedUpdate:
    """An UPDATE of one shape: called with its values it writes, and answers how many rows it changed.

    `make(**marks)` gives the QuerySet and {field: new value}. `marks` stand where the values differ from one write to
    the next: {name: a value of the right type that stands nowhere else}.
    """

    def __init__(self, make, **marks):
        self.make, self.marks = make, marks
        self.sql_for = cache(self.make_sql)

    def __call__(self, **values):
        sql, places = self.sql_for(connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, [adapted(values[name]) if name else constant for name, constant in places])
            return cursor.rowcount

    def make_sql(self, _vendor):
        """(SQL, [(name of the value, None) or (None, the value that is always there)])."""
        rows, new = self.make(**self.marks)
        query = rows.order_by().query.chain(UpdateQuery)
        query.add_update_values(new)
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        names = {adapted(mark): name for name, mark in self.marks.items()}
        places = [(names[value], None) if value in names else (None, value) for value in parameters]
        if missing := self.marks.keys() - {name for name, _constant in places}:
            raise ValueError(f"Not in the statement: {', '.join(sorted(missing))}.")
        return sql, places


def adapted(value):
    """The value as this database takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
