"""A migration of the database in the build, where there is no database."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.interpreters import served_index, what_is_read
from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Stage

_TASKS = re.compile(r"db:(?:migrate|create|setup|seed|prepare|schema:load|reset)")
# Program, and the words that follow it (their documentation).
_CALLS = (
    ("alembic", ("upgrade",)), ("flask", ("db", "upgrade")), ("prisma", ("migrate", "deploy")), ("prisma", ("migrate", "dev")),
    ("prisma", ("db", "push")), ("prisma", ("db", "seed")), ("sequelize", ("db:migrate",)), ("sequelize-cli", ("db:migrate",)),
    ("knex", ("migrate:latest",)), ("typeorm", ("migration:run",)), ("dotnet", ("ef", "database", "update")),
    ("drizzle-kit", ("push",)), ("drizzle-kit", ("migrate",)), ("goose", ("up",)), ("dbmate", ("up",)), ("artisan", ("migrate",)),
    ("artisan", ("db:seed",)), ("console", ("doctrine:migrations:migrate",)), ("manage.py", ("migrate",)),
)  # fmt: skip
# Clients that look for the server beside them, unless they are told another place.
_CLIENTS = frozenset(
    ("psql", "createdb", "createuser", "dropdb", "mysql", "mariadb", "mysqladmin", "redis-cli", "mongosh")
)
# What stands in the text of any RUN that has one of them; most have none.
_NAMED = re.compile(
    "|".join(re.escape(name) for name in ("rails", "rake", *sorted({program for program, _ in _CALLS} | _CLIENTS)))
)
_STARTED = re.compile(
    r"mysqld|mariadbd|pg_ctl|\bpostgres\s+-D|\bservice\s|init\.d/|\bmongod\b|redis-server|systemctl|supervisord|&\s*(?:$|sleep)"
)
_ELSEWHERE = re.compile(r"^(?:-h|--host)|://|host=|^(?:-V|--version|--help|-\?)$")
_FILE_DATABASE = re.compile(r"sqlite|\.db\b|file:", re.IGNORECASE)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the command, in a RUN that starts no database and names none that is a file."""
    for node in stage.instructions("RUN"):
        text = node.instruction.text
        if not _NAMED.search(text) or _FILE_DATABASE.search(text) or _STARTED.search(text):
            continue
        if any(_FILE_DATABASE.search(value.value or "") for value in stage.environment_at(node).values()):
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            effective = command.effective
            if command.operator_after != "||" and (
                _connects(effective) or ("postgres" not in text and _migrates(effective))
            ):
                yield found(
                    node.to_document(effective.span), command=" ".join(word.value for word in effective.words[:4])
                )


def _connects(effective: Effective) -> bool:
    """Whether it is a client of a server that would have to run in the build itself."""
    words = [word.value for word in effective.words]
    return len(words) > 1 and posixpath.basename(words[0]) in _CLIENTS and not any(map(_ELSEWHERE.search, words[1:]))


def _migrates(effective: Effective) -> bool:
    values = [word.value for word in effective.words]
    values = values[served_index(values) :]
    read = what_is_read(values)
    words = [value.rpartition("/")[2] for value in values[read.position :]]
    if not words or "--help" in words or "--check" in words:
        return False
    if words[0] in ("rails", "rake"):
        return any(_TASKS.fullmatch(word) for word in words[1:])
    return any(words[0] == program and tuple(words[1 : 1 + len(rest)]) == rest for program, rest in _CALLS)


RULE = StageRule("database-used-in-build", find)
