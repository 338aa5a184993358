"""Makes the image start as another user than root."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import first_start
from gorae.facts.image import final_image
from gorae.facts.named_accounts import names_user
from gorae.facts.users import is_root_in_force, made_user, number_of
from gorae.images import provided_user
from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

# What a user that the image brings cannot do without: folders that the server writes to.
_NEEDS = {"nginx": "chown -R nginx /var/cache/nginx && touch /run/nginx.pid && chown nginx /run/nginx.pid"}

# Folders below the program's that a framework writes to while it serves, by a word of the command that starts it.
_WRITES = {
    re.compile(r"\b(?:rails|puma|unicorn)\b"): ("log", "storage", "tmp"),  # as the Dockerfile that Rails 8 makes
}

_NUMBER = "10001"  # above the numbers that systems give out themselves

# They belong to root for good reasons, or to everybody already.
_SYSTEM_FOLDERS = frozenset((
    "/", "/root", "/usr", "/etc", "/opt", "/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib",
    "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/share", "/var", "/var/lib", "/var/log", "/var/cache", "/srv",
    "/var/run", "/run", "/home", "/boot", "/dev", "/dev/shm", "/proc", "/sys", "/mnt", "/media", "/tmp", "/var/tmp",  # noqa: S108  # paths in an image
))  # fmt: skip


class _Plan(NamedTuple):
    """Whom the image is to start as."""

    user: str  # what USER gets
    owner: str = ""  # the name that folders are given to; empty where none may be
    make: str = ""  # the command that makes the user
    needs: str = ""  # what a server's user cannot do without


def switch(build: Build, stage: Stage, before: Node | None = None, *, numbered: bool = False) -> Fix | None:
    """The fix that makes the image start as another user: one that it has, or one that is made, and gets the volumes.

    `numbered`: USER gets a number, where one is known: `runAsNonRoot` of Kubernetes refuses names. None where the last
    instruction goes on, which would swallow the lines, and where another fix makes the user.
    """
    if build.document.open_from is not None:
        return None
    plan = _plan(stage, numbered=numbered)
    if plan.make and names_user(stage, "app"):
        return None  # `user-name-unknown` makes it where it is wanted first
    place = before or first_start(stage)
    in_root = is_root_in_force(stage)
    volume = _volume(stage, place) if in_root and plan.owner else None
    early = [plan.make, *(f"mkdir -p {one} && chown {plan.owner} {one}" for one in _folders(volume))] if volume else []
    folder = _writable(stage) if in_root and plan.make else None
    late = ["" if volume else plan.make, plan.needs, _given(stage, plan.owner, folder) if folder else ""]
    work = " && ".join(filter(None, late))
    lines = [f"RUN {work}"] if work else []
    if lines and not in_root:
        lines.insert(0, "USER root")
    lines.append(f"USER {plan.user}")
    edits = [_inserted(build, stage, lines, place)]
    if volume is not None:
        edits.insert(0, _inserted(build, stage, [f"RUN {' && '.join(filter(None, early))}"], volume))
    return fix(edits, safe=False, variant="make" if plan.make else "", user=plan.user)


def _inserted(build: Build, stage: Stage, lines: list[str], above: Node | None) -> Edit:
    """The lines above an instruction and what is said of it, or at the stage's end."""
    newline = build.document.newline
    if stage.from_instruction.instruction.is_lower_case:
        lines = [line.replace("RUN ", "run ", 1).replace("USER ", "user ", 1) for line in lines]
    if above is None:
        end = stage.nodes[-1].span.end
        return Edit(Span(end, end), "".join(f"{newline}{line}" for line in lines))
    start = build.document.lines_with_comments(above).start
    indent = build.document.indentation(above)
    return Edit(Span(start, start), "".join(f"{indent}{line}{newline}" for line in lines))


def _plan(stage: Stage, *, numbered: bool) -> _Plan:
    reference, made = stage.root.reference, made_user(stage)
    known = made.name if made is not None else provided_user(reference) if reference is not None else None
    if known is not None:
        is_own = made is None and reference is not None and reference.is_official
        needs = _NEEDS.get(reference.name, "") if is_own and reference is not None else ""
        number = number_of(stage, known) if numbered else None
        return _Plan(known if number is None else str(number), known, needs=needs)
    if stage.os_family == "windows":
        return _Plan("ContainerUser")
    make = _make(stage, numbered=numbered)
    # Where nothing is known that could make a user, a number needs none.
    return _Plan(_NUMBER if numbered else "app", "app", make) if make else _Plan("65532:65532")


def _make(stage: Stage, *, numbered: bool) -> str:
    """The command that makes the user `app`, with the program that the image has; empty where none is known."""
    if not stage.scopes[-1].has_bourne_shell:
        return ""
    family, reference = stage.os_family, stage.root.reference
    is_minimal = reference is not None and re.fullmatch(r"ubi\d*-(?:minimal|micro)", reference.name) is not None
    if family in ("debian", "ubuntu") or (family == "redhat" and not is_minimal):
        if final_image(stage).has("useradd") is False:  # Amazon Linux 2023
            return ""
        number = f" --uid {_NUMBER}" if numbered else ""
        return f"useradd --system{number} --create-home --shell /usr/sbin/nologin app"
    if family in ("alpine", "busybox"):
        return f"adduser -S -D{f' -u {_NUMBER}' if numbered else ''} app"
    return ""


def _given(stage: Stage, owner: str, folder: str) -> str:
    """The command that lets the user write in the folder that the program starts in, and in those of its framework."""
    starts = " ".join(node.instruction.arguments_text for node in stage.instructions("ENTRYPOINT", "CMD"))
    names = next((names for pattern, names in _WRITES.items() if pattern.search(starts)), ())
    folders = " ".join(f"{folder.rstrip('/')}/{name}" for name in names)
    return f"mkdir -p {folders} && chown -R {owner} {folders}" if names else f"chown {owner} {folder}"


def _volume(stage: Stage, above: Node | None) -> Node | None:
    """The first VOLUME whose folders can be given away: above it, since some builders keep no later change of them."""
    nodes = [node for node in stage.instructions("VOLUME") if above is None or node.index < above.index]
    first = next((node for node in nodes if _folders(node)), None)
    made = made_user(stage)
    if first is None or (made is not None and made.node.index > first.index):
        return None
    text = " ".join(node.instruction.text for one in stage.chain for node in one.instructions("RUN", "COPY", "ADD"))
    given = any("chown" in text and folder in text for folder in _folders(first))
    return None if given or not stage.scope_of(first).has_bourne_shell else first


def _folders(volume: Node | None) -> list[str]:
    """The folders of a VOLUME that its user may have."""
    values = [posixpath.normpath(word.value) for word in volume.instruction.words if word.is_static] if volume else []
    return [one for one in values if re.fullmatch(r"/[\w./-]+", one) and one not in _SYSTEM_FOLDERS]


def _writable(stage: Stage) -> str | None:
    """The folder that the program starts in, where the Dockerfile itself made it."""
    node = stage.last("WORKDIR")
    if node is None or not node.instruction.words:
        return None
    folder = stage.final_state.workdir
    if folder is None or not folder.startswith("/") or folder in _SYSTEM_FOLDERS:
        return None
    return folder if all(c.isalnum() or c in "/._-" for c in folder) else None
