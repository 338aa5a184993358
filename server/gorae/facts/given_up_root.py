"""Whether a container's program stays root: the Dockerfile, its start script and the manifests may take root away."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import manifests
from gorae.facts.copies import landings_of_chain
from gorae.facts.entrypoint import command_line
from gorae.facts.start_script import start_script
from gorae.facts.users import drops_root, final_user, is_root
from gorae.source.derived import derived_by

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.facts.users import FinalUser
    from gorae.stages import Build

_GIVES_UP = re.compile(
    r"\b(?:(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|setuidgid|chpst)\b|chroot\s+--userspec|su\s+-|sudo\s+-\w*u)"
)
_MOST_BYTES = 100_000


def final_root_user(build: Build, context: BuildContext | None) -> FinalUser | None:
    """The end of the stage that is built where it is root's and nobody gives root up; None where that is not sure.

    Without a context only what the Dockerfile says counts.
    """
    end = final_user(build)
    if end is None or not is_root(end.user) or drops_root(build, end.stage):
        return None
    return end if context is None or not _becomes_another(build, context) else None


def _becomes_another(build: Build, context: BuildContext) -> bool:
    """Whether the container's program does not go on as root: its start script, or the project's manifests, see to it."""
    return _gives_up_root(build, context) or _runs_as_another(context)


def _gives_up_root(build: Build, context: BuildContext) -> bool:
    """Whether the start script does: the file that is started, or one of its name that a link leads to."""
    started = start_script(build, context)
    stage = build.last
    files = [started.file] if started is not None else []
    if stage is not None and not files:
        names = {posixpath.basename(word.value) for word in command_line(stage)[:4]}
        every = [landing for landing in landings_of_chain(stage) if landing.is_local]
        files = [one.source for one in every if posixpath.basename(one.source) in names]
    return any(_says_so(context, file) for file in files)


def _runs_as_another(context: BuildContext) -> bool:
    """Whether the project's manifests number the user that the container runs as."""
    found = manifests(context)
    return found is not None and found.user


@derived_by(lambda file: file)
def _says_so(context: BuildContext, file: str) -> bool:
    text = context.read_text(file, _MOST_BYTES)
    return text is not None and _GIVES_UP.search(text) is not None
