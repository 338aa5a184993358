"""A script that npm is to run, and that `package.json` does not have."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gorae.facts.package_scripts import listed, manifest_of, script_calls
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import ContextRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_ALIKE = 0.75


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the script's name, where the file is sure; once for each name, RUNs first.

    `npm start` and `pnpm start` without a script start `server.js`, where there is one.
    """
    seen: set[tuple[str, str]] = set()
    for stage in build.stages:
        for call in script_calls(stage, starts=stage is build.last):
            file = manifest_of(build, stage, call, context)
            names = listed(context, file) if file is not None else None
            if file is None or names is None or call.name in names or (file, call.name) in seen:
                continue
            server = posixpath.join(posixpath.dirname(file), "server.js")
            if call.name == "start" and (server in context.files or context.is_on_disk(server)):
                continue
            seen.add((file, call.name))
            near = get_close_matches(call.name, names, n=2, cutoff=_ALIKE)
            is_plain = call.span.of(build.document.text.value).strip("\"'") == call.name
            text = call.span.of(build.document.text.value).replace(call.name, near[0]) if len(near) == 1 else ""
            repair = fix(Edit(call.span, text), safe=False, near=near[0]) if text and is_plain else None
            yield found(
                call.span,
                repair,
                variant="start" if call.is_start else "",
                severity="warning" if call.is_start else None,
                name=call.name,
                file=file,
            )


RULE = ContextRule(
    "package-script-missing",
    find,
    severity="error",
    fixes="unsafe",
    reads={"ADD": (), "COPY": (), "RUN": (), "CMD": (), "ENTRYPOINT": ()},
)
