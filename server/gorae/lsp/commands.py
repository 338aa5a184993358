"""`workspace/executeCommand`."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from gorae.lsp.incoming import member
from gorae.lsp.registration import COMMANDS, find
from gorae.lsp.rpc import InvalidParamsError

if TYPE_CHECKING:
    from gorae.lsp.session import Json, Session


async def execute_command(session: Session, params: Json) -> Any:
    """Runs a command with the arguments that were sent; returns its result as JSON."""
    name = member(params, "command", str)
    arguments = member(params, "arguments", list) if params.get("arguments") is not None else []
    if name not in COMMANDS:
        raise InvalidParamsError(f"there is no command {name!r}")
    command = find(COMMANDS[name])
    signature = inspect.signature(command)
    try:
        bound = signature.bind(session, *arguments)
    except TypeError as error:
        raise InvalidParamsError(f"{name}: {error}") from None
    for key, value in bound.arguments.items():
        if not _fits(value, signature.parameters[key].annotation):
            raise InvalidParamsError(f"{name}: {key} is not a string")
    result = command(session, *arguments)
    return await result if inspect.isawaitable(result) else result


def _fits(value: object, annotation: object) -> bool:
    """Whether an argument is a string where the function asks for one."""
    return (
        isinstance(value, str) or not str(annotation).startswith("str") or (value is None and "None" in str(annotation))
    )
