"""The variables in force: ARGs above the first FROM, and what ENV and ARG set in a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.stages.model import Scope, Value, values_of
from gorae.stages.values import evaluate
from gorae.stages.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gorae.syntax import Document, Node

# BuildKit defines these for every build (Dockerfile reference, "Automatic platform ARGs in the global scope").
PLATFORM_ARGUMENTS = (
    "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
    "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE",
)  # fmt: skip
# These may be used in RUN without ARG (Dockerfile reference, "Predefined ARGs").
PREDEFINED_ARGUMENTS = (
    "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy",
    "ALL_PROXY", "all_proxy", "SOURCE_DATE_EPOCH",
    "BUILDKIT_SYNTAX", "BUILDKIT_INLINE_CACHE", "BUILDKIT_MULTI_PLATFORM", "BUILDKIT_SANDBOX_HOSTNAME",
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR", "BUILDKIT_CACHE_MOUNT_NS", "BUILDKIT_BUILD_NAME",
)  # fmt: skip


class Arguments(NamedTuple):
    """Build arguments: those above the first FROM, and the values given as with `--build-arg`."""

    known: Mapping[str, Value]
    given: Mapping[str, str]


def header(
    document: Document, nodes: tuple[Node, ...], given: Mapping[str, str]
) -> tuple[tuple[Scope, ...], dict[str, Value]]:
    """What is in force at each instruction above the first FROM, and the ARGs behind them."""
    arguments: dict[str, Value] = {name: Value(None, "platform", None) for name in PLATFORM_ARGUMENTS}
    scopes = []
    for node in nodes:
        named = variables_named(node, arguments)
        scopes.append(Scope(document.escape, in_stage=False, variables=named, newline=document.newline))
        for pair in node.instruction.pairs if node.name == "ARG" else ():
            name = pair.key.text
            value = given.get(name)
            if value is None and pair.value is not None:
                value = evaluate(pair.value, values_of(arguments), document.escape)
            elif value is None and name in arguments:
                continue  # an ARG without a value takes none away
            arguments[name] = Value(value, "global-arg", node.index)
    return tuple(scopes), arguments


def variables_named(node: Node, environment: Mapping[str, Value]) -> tuple[tuple[str, str | None, str | None], ...]:
    """The variables that an instruction names, as `Scope.variables` has them."""
    uses = node.instruction.variables
    if not uses:
        return ()
    names = dict.fromkeys(name for use in uses for name in (use.name, *(inner.name for inner in use.nested)))
    rows = []
    for name in names:
        value = environment.get(name)
        rows.append((name, value.value, value.origin) if value else (name, None, None))
    return tuple(rows)


# A copy for each ENV is the quickest as long as there are few; of thousands the copies would take gigabytes.
_MOST_COPIED = 2_000


def _having(variables: Mapping[str, Value], name: str, value: Value) -> Mapping[str, Value]:
    if isinstance(variables, Variables):
        return variables.with_value(name, value)
    return {**variables, name: value}


def assigned(node: Node, environment: Mapping[str, Value], arguments: Arguments, escape: str) -> Mapping[str, Value]:
    """The variables behind an ENV or ARG."""
    known = values_of(environment)  # an ENV sees what was in force before it, not what it sets itself
    changed = environment
    if len(changed) > _MOST_COPIED and not isinstance(changed, Variables):
        changed = Variables(changed)
    is_env = node.instruction.name == "ENV"
    for pair in node.instruction.pairs:
        name = pair.key.value
        if is_env:
            value = evaluate(pair.value, known, escape) if pair.value else None
            changed = _having(changed, name, Value(value, "env", node.index))
            continue
        # An ARG with a value wins over an ENV above it, one without a value takes nothing away (BuildKit, dispatchArg).
        value = arguments.given.get(name)
        outer = arguments.known.get(name)
        if value is None and pair.value is not None:
            value = evaluate(pair.value, values_of(changed), escape)
        elif value is None and outer is not None:
            origin = "platform" if outer.origin == "platform" else "arg"
            changed = _having(changed, name, Value(outer.value, origin, node.index))  # type: ignore[arg-type]  # one of two literals
            continue
        elif value is None and name in changed and changed[name].origin != "predefined":
            continue
        changed = _having(changed, name, Value(value, "arg", node.index))
    return changed
