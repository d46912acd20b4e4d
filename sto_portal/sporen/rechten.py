"""What the role of the running portal may do in PostgreSQL: read and write rows, and nothing to tables or triggers."""

from urllib.parse import unquote, urlsplit

WRITE = "SELECT, INSERT, UPDATE, DELETE"
ADDED_ONLY = ("sporen_spoor",)
EXISTS = "SELECT rolsuper FROM pg_roles WHERE rolname = %s"


class RightsError(Exception):
    """These rights cannot be given; the text says why, in Dutch."""


def name_and_password(url):
    """('sto_app', 'secret') of postgres://sto_app:secret@host/name; the password '' where there is none."""
    parts = urlsplit(url)
    if not parts.username:
        raise RightsError("APP_DATABASE_URL: er staat geen naam van een rol in.")
    return unquote(parts.username), unquote(parts.password or "")


def give_rights(connection, url):
    """Make the role of `url` where it is not there, and give it the rights of the running portal; its name.

    By the owner of the tables, after every migration: a new table is then included. Raises RightsError where the role
    is the owner itself or a superuser, for whom no right can be withheld.
    """
    name, password = name_and_password(url)
    role, schema = connection.ops.quote_name(name), "public"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == name:
            raise RightsError(f"APP_DATABASE_URL: '{name}' is de eigenaar van de tabellen. Kies een andere rol.")
        cursor.execute(EXISTS, [name])
        found = cursor.fetchone()
        if found is None:
            cursor.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        elif found[0]:
            raise RightsError(f"APP_DATABASE_URL: '{name}' is superuser. Kies een andere rol.")
        if password:
            cursor.execute(f"ALTER ROLE {role} PASSWORD %s", [password])
        for statement in statements(role, schema, connection.introspection.table_names(cursor)):
            cursor.execute(statement)
    return name


def statements(role, schema, tables):
    """SQL that takes every right on the tables back and gives those that the portal needs."""
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"
    yield f"GRANT {WRITE} ON ALL TABLES IN SCHEMA {schema} TO {role}"
    yield f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
    for table in ADDED_ONLY:
        if table in tables:
            yield f"REVOKE UPDATE, DELETE ON {table} FROM {role}"
