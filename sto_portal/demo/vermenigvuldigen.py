"""The demo times N: its rows are copied inside the database, and every copy of a plan is filed as the original was."""

from django.core.management.color import no_style
from django.db import connection

from assessment.controledelen import ZEGELS
from sto_portal.demo.codes import Kopienummer
from sto_portal.demo.indienen import Indieningen
from sto_portal.demo.kopie import Origineel
from sto_portal.demo.ontzien import spare_database
from sto_portal.sporen.zegel import seal_all

REPORT_EVERY = 10


def multiply(maal, report):
    """Copy the one demo in the database until there are `maal`; `report` is told in Dutch how far it is.

    In the caller's transaction; a copy takes about a second of processor time and 30 MB.
    """
    origineel = Origineel.read()
    *statements, filing = [copy_statement(origineel, model) for model in origineel.steps]
    indieningen = Indieningen.read(origineel)
    with spare_database(), connection.cursor() as cursor:
        for kopie in range(1, maal):
            for statement in statements:
                run(cursor, statement, kopie)
            indieningen.prepare(cursor, kopie)
            run(cursor, filing, kopie)
            indieningen.record(kopie)
            if (kopie + 1) % REPORT_EVERY == 0 or kopie == maal - 1:
                report(f"{kopie + 1} van de {maal} keer: {origineel.regios * (kopie + 1)} regio's.")
        indieningen.clean_up(cursor)
        for sql in connection.ops.sequence_reset_sql(no_style(), list(origineel.steps)):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
    seal_all(ZEGELS, beyond=origineel.steps)


def copy_statement(origineel, model):
    """(SQL, parameters) that writes one copy of all rows of a table; the class Kopienummer stands for its number."""
    values = origineel.values(model)
    select, params = origineel.rows(model).values_list(*values.values()).query.sql_with_params()
    columns = ", ".join(map(connection.ops.quote_name, values))
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) {select}", params


def run(cursor, statement, kopie):
    sql, params = statement
    cursor.execute(sql, [kopie if param is Kopienummer else param for param in params])
