"""What a stage's image holds at each instruction, before it is built: system, packages, programs, users, bytes.

Worked out from what is known of the base image (`gorae.images.contents`), of Debian's packages (`gorae.packages`), and what
the stage's own instructions do. Where something is not known it says so: `has` answers yes, no, or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts import image_alpine, image_rpm
from gorae.facts.image_base import base_of
from gorae.facts.image_effects import Doubt, adds_pnpms_folder_alone, copied, effects, worst
from gorae.facts.scripts import script
from gorae.packages import bringers, disk_of, programs_of, read, release_of, resolve
from gorae.shell.packages import APT
from gorae.source.derived import derived, inherited

if TYPE_CHECKING:
    from gorae.facts.image_base import Base
    from gorae.images import System
    from gorae.packages import Answer, Release
    from gorae.packages import Word as AptWord
    from gorae.shell.packages import Call, Package
    from gorae.stages import Scope, Stage
    from gorae.syntax import Node

# What belongs to a system, and no package of a language's brings.
_SYSTEM_TOOLS = """
    adduser addgroup apt-get apt-key bash bzip2 cc curl dig file free g++ gcc git gpg ifconfig ip killall less lsof
    make nano nc netcat netstat nslookup openssl patch ping ps rsync service ss ssh ssh-keygen sudo telnet top unzip
    useradd usermod groupadd vi vim wget xz zip pkill pgrep crontab tar systemctl sudo setcap locale-gen
"""
_ALPINE_SINCE = (3, 16)
SYSTEM_TOOLS = frozenset(_SYSTEM_TOOLS.split())


# Alpine's programs that have been packages of their own in each release, which others seldom ask for.
_ALWAYS_APART = frozenset(("curl", "git"))


@dataclass(frozen=True, slots=True)
class Image:
    """What is there at an instruction."""

    system: System | None = None
    release: Release | None = None  # of Debian or Ubuntu, where its packages are known
    packages: frozenset[str] | None = None  # apt's; None: not known
    apk: frozenset[str] | None = None  # what apk was asked for; None: not known
    programs: frozenset[str] | None = None  # further ones: the image's own, and what instructions put into PATH
    users: frozenset[str] | None = None
    lacks: frozenset[str] = frozenset()  # programs that the base surely does not have, where its packages are not known
    doubt: Doubt = "all"
    has_foreign_archive: bool = False  # apt finds more than Debian's own packages
    is_slim: bool = False
    size: int | None = None  # bytes of all that is counted
    arch: str = "amd64"

    def has(self, program: str) -> bool | None:
        """Whether a program is in the image; None where that is not known."""
        if self.programs is None:
            return None
        if program in self.programs:
            return True
        found = False if program in self.lacks else self._has_package_with(program)
        if found is not False:
            return found
        if self.doubt == "all" or (self.doubt == "languages" and program not in SYSTEM_TOOLS):
            return None
        return False

    def _has_package_with(self, program: str) -> bool | None:
        if self.release is not None and self.packages is not None:
            return program in programs_of(self.release, self.packages)
        if self.apk is not None:
            found = image_alpine.has(self.apk, program)
            # Packages of older releases brought more: Python had pip.
            is_open = self.apk and program not in _ALWAYS_APART and not self.is_todays_alpine()
            return None if found is False and is_open else found
        return False if self.packages is not None and self.system is None else None  # begun from scratch

    def is_todays_alpine(self) -> bool:
        """Whether it is a release of Alpine that the packaged index is like."""
        return self.system is not None and (
            self.system.release == "edge" or self.system.is_since({"alpine": _ALPINE_SINCE})
        )

    def bringers(self, program: str) -> tuple[str, ...]:
        """The packages that would bring a program here, the usual one first."""
        if self.release is not None:
            return bringers(self.release, program)
        if self.lacks:
            return image_rpm.bringers(program)
        return image_alpine.bringers(program) if self.apk is not None else ()


class Install(NamedTuple):
    """One install call: what its words name, and what comes of it."""

    call: Call
    words: tuple[tuple[Package, AptWord], ...]
    answer: Answer
    recommends: bool
    before: Image
    is_sure: bool  # False: what other archives have may be meant
    size: int | None


class Step(NamedTuple):
    """One instruction: the image before and after it."""

    node: Node
    before: Image
    after: Image
    installs: tuple[Install, ...]
    size: int | None  # bytes that it adds, as far as packages tell
    apks: tuple[str, ...] = ()  # what apk installs newly, with all that comes along

    @property
    def during(self) -> Image:
        """What is there at some time while a RUN's commands run: also what its end takes away again."""
        if self.after.packages is None or self.before.packages is None:
            return self.after
        if not self.installs and self.after.packages is self.before.packages:
            return self.after
        new = {name for install in self.installs for name in install.answer.new}
        return replace(self.after, packages=_shared(self.before.packages | self.after.packages | new))


def image_at(stage: Stage, node: Node) -> Image:
    """What is there when one of the stage's instructions runs."""
    return step_of(stage, node).before


def step_of(stage: Stage, node: Node) -> Step:
    """The step of one of the stage's instructions."""
    return next(step for step in steps(stage) if step.node.index == node.index)


@inherited
def final_image(stage: Stage) -> Image:
    """What the stage holds at its end."""
    return steps(stage)[-1].after


def steps(stage: Stage) -> tuple[Step, ...]:
    """The stage's instructions with what each makes of the image; worked out once."""
    waiting: list[Stage] = []
    one: Stage | None = stage
    while one is not None and not (_steps.is_known(one) or (one is not stage and final_image.is_known(one))):
        waiting.append(one)
        one = one.parent
    for below in reversed(waiting):  # the base first: a chain of stages may be longer than Python's stack is deep
        _steps(below)
    return _steps(stage)


@derived
def _steps(stage: Stage) -> tuple[Step, ...]:
    image = final_image(stage.parent) if stage.parent is not None else _begun(stage)
    found = [Step(stage.from_instruction, image, image, (), image.size)]
    for node in stage.nodes[1:]:
        step = _step_again(stage, node, image)
        found.append(step)
        image = step.after
    return tuple(found)


def _step_again(stage: Stage, node: Node, image: Image) -> Step:
    """The step; that of the last time, where the same instruction finds the same: while somebody types below it."""
    instruction, scope = node.instruction, stage.scope_of(node)
    known: tuple[Image, Scope, Step] | None = instruction.derived.get(_step_again)
    if known is not None and known[0] is image and known[1] == scope:
        return known[2]._replace(node=node)
    step = _step(stage, node, image)
    if "$" not in instruction.text:  # else what variables hold matters too
        instruction.derived[_step_again] = image, scope, step
    return step


def _begun(stage: Stage) -> Image:
    base = base_of(stage)
    return image_of(base) if base is not None else Image()


@lru_cache(maxsize=64)
def image_of(base: Base) -> Image:
    """A base image's state before anything is done. Remembered: what comes of it is known by it."""
    release = (
        release_of(base.system.release)
        if base.system is not None and base.system.name in ("debian", "ubuntu")
        else None
    )
    image = Image(
        system=base.system, programs=base.programs, users=base.users, doubt="none" if base.is_sure else "all",
        arch=base.arch, has_foreign_archive=base.has_foreign_archive, is_slim=base.is_slim, size=base.size,
    )  # fmt: skip
    if release is not None and base.packages is not None:
        return replace(image, release=release, packages=base.packages)
    if base.system is not None and base.system.name == "alpine":
        return replace(image, apk=base.packages)
    if base.system is None:
        return replace(image, packages=frozenset())
    if base.system.name == "busybox":
        return replace(image, lacks=image_rpm.absent(None))
    if base.system.name in image_rpm.SYSTEMS:
        return replace(image, lacks=image_rpm.absent(base.system, is_slim=base.is_slim))
    return replace(image, doubt="all")


def _step(stage: Stage, node: Node, image: Image) -> Step:
    if node.name == "RUN":
        return _run(stage, node, image)
    if node.name in ("COPY", "ADD"):
        brought, doubt = copied(stage, node)
        if node.instruction.words and "/etc/apt" in node.instruction.words[-1].value:
            image = replace(image, has_foreign_archive=True)
        size = 0 if node.name == "COPY" and node.instruction.flag("from") is None else None
        return Step(node, image, _with(image, brought, doubt), (), size)
    if node.name == "ENV" and re.search(r"\bPATH\b", node.instruction.text):
        # Programs in folders of its own; those of the system are in none of them.
        further: Doubt = "none" if adds_pnpms_folder_alone(stage, node) else "languages"
        return Step(node, image, _with(image, frozenset(), further), (), 0)
    if node.name == "SHELL" and stage.scopes[node.index - stage.nodes[0].index].dialect in ("powershell", "cmd"):
        return Step(node, image, Image(), (), 0)
    return Step(node, image, image, (), 0)


@lru_cache(maxsize=128)
def _shared(packages: frozenset[str]) -> frozenset[str]:
    """The same object for equal ones: many files install the same on the same base, and each set is some hundred names."""
    return packages


def _with(image: Image, brought: frozenset[str], doubt: Doubt) -> Image:
    if doubt == "none" and (image.programs is None or brought <= image.programs):
        return image  # the same object: what stands below is known by it
    programs = image.programs | brought if image.programs is not None else None
    users = None if doubt == "all" else image.users
    return replace(image, programs=programs, doubt=worst(image.doubt, doubt), users=users)


def _run(stage: Stage, node: Node, image: Image) -> Step:
    before = image
    done = effects(stage, node)
    installs = []
    apks: tuple[str, ...] = ()
    size: int | None = 0
    for call in done.calls:
        if done.foreign_at is not None and done.foreign_at < call.head.start and not image.has_foreign_archive:
            image = replace(image, has_foreign_archive=True)
        if call.manager in APT and call.action in ("install", "reinstall"):
            install, image = _apt(stage, node, call, image)
            if install is not None:
                installs.append(install)
                size = None if size is None or install.size is None else size + install.size
        elif call.manager in APT and call.action in ("remove", "purge"):
            there = image.packages or frozenset()
            image = _removed(call, image)
            gone = tuple(there - (image.packages or frozenset()) - (before.packages or frozenset()))
            if size is not None and image.release is not None:
                size -= disk_of(image.release, gone, image.arch)  # its layer never held them
        elif call.manager == "apk" and call.action == "install":
            names = frozenset(re.split(r"[=<>~@]", word.name)[0] for word in call.packages)
            new = image_alpine.added(image.apk, names) if image.apk is not None else None
            size = size + image_alpine.size_of(new) if size is not None and new is not None else None
            apks += new or ()
            image = replace(image, apk=image.apk | names if image.apk is not None else None)
            if any(one.local or "/" in one.name or "*" in one.name for one in call.packages):
                image = _with(image, frozenset(), "all")  # a file's package may bring anything
        elif call.manager == "apk" and call.action == "remove":
            image = replace(image, doubt="all") if image.apk is not None else image
            size = None
    if done.foreign_at is not None and not image.has_foreign_archive:
        image = replace(image, has_foreign_archive=True)
    image = _with(image, done.brought, done.doubt)
    total = image.size + size if image.size is not None and size is not None else image.size
    if image.users is not None and (done.doubt == "all" or not done.users <= image.users):
        image = replace(image, users=None if done.doubt == "all" else image.users | done.users)
    if total != image.size:
        image = replace(image, size=total)
    return Step(node, before, image, tuple(installs), size, apks)


def _apt(stage: Stage, node: Node, call: Call, image: Image) -> tuple[Install | None, Image]:
    release = image.release
    if release is None or image.packages is None:
        return None, image
    words = []
    is_sure, all_read = not image.has_foreign_archive, True
    for package in call.packages:
        known = () if package.local else _filled(stage, node, package)
        if not known:
            is_sure = all_read = False
        words += [(one, read(release, written(one), image.arch)) for one in known]
    if call.has_flag(
        "-t", "--target-release", "--default-release", "--download-only", "-d", "-s", "--simulate", "--dry-run"
    ):
        is_sure = False
    asked = tuple(name for _, word in words if word.kind == "found" and not word.removes for name in word.packages)
    against = tuple(name for _, word in words if word.removes for name in word.packages)
    recommends = not (
        call.has_flag("--no-install-recommends")
        or any("install-recommends" in word.value.lower() and not word.is_option for word in call.args)
        or any(re.search(r"Install-Recommends=?\"?(?:0|false|no)", word.value, re.IGNORECASE) for word in call.args)
    )
    answer = resolve(release, asked, image.packages, recommends=recommends, removed=against, arch=image.arch)
    # A name that is not found ends the build; the size is that of the others.
    is_known = answer.is_known and all_read and all(word.kind != "unsure" for _, word in words)
    size = disk_of(release, answer.new, image.arch) if is_known else None
    after = replace(image, packages=_shared((image.packages | set(answer.new)) - set(answer.removed)))
    all_found = all(word.kind == "found" for _, word in words)
    if not answer.is_known or not all_read or (not is_sure and not all_found):
        after = replace(after, doubt="all")
    elif not is_sure:
        # Another archive's package of the same name may bring more: NodeSource's nodejs has npm.
        after = _with(after, frozenset(), "languages")
    return Install(call, tuple(words), answer, recommends=recommends, before=image, is_sure=is_sure, size=size), after


def written(package: Package) -> str:
    """A package's name with its version, as it is given to the manager when variables are filled in."""
    return package.word.value if package.word.static else package.name + (package.version or "")


def _filled(stage: Stage, node: Node, package: Package) -> tuple[Package, ...]:
    """The packages that a word names, where what its variables hold stands in ENV or ARG; none where it is not known."""
    word = package.word
    if word.static:
        return (package,)
    text, environment = word.text, stage.environment_at(node)
    assigned = script(node.instruction, stage.scope_of(node)).assigned
    for variable in word.variables:
        value = environment.get(variable.name)
        if value is None or not value.value or variable.modifier or variable.name in assigned:
            return ()
        text = text.replace(f"${{{variable.name}}}" if variable.braces else f"${variable.name}", value.value)
    names = text.strip("\"'").split()
    if any(not re.fullmatch(r"[a-z0-9][\w.+:=~-]*", name) for name in names):
        return ()
    parts = [name.partition("=") for name in names]
    return tuple(package._replace(name=name, version=sign + version if sign else None) for name, sign, version in parts)


def _removed(call: Call, image: Image) -> Image:
    if image.packages is None:
        return image
    # What goes along by --auto-remove is not followed: what stays is surely no more than this.
    return replace(image, packages=image.packages - {package.name.partition(":")[0] for package in call.packages})


class Cost(NamedTuple):
    """What recommended packages add to an install call."""

    packages: tuple[str, ...]
    size: int  # bytes
    needed: tuple[str, ...]  # those of them without which what was asked for does not do its usual work


# A compiler without the C library's headers compiles nothing; without certificates nothing is fetched over https.
NEEDED = {
    "gcc": "libc6-dev", "clang": "libc6-dev", "curl": "ca-certificates", "wget": "ca-certificates", "git": "ca-certificates",
}  # fmt: skip


def cost_of_recommends(stage: Stage, node: Node, call: Call) -> Cost | None:
    """What an install call's recommended packages cost; None where packages or image are not known."""
    install = next((one for one in step_of(stage, node).installs if one.call is call), None)
    if (
        install is None
        or not install.is_sure
        or install.size is None
        or install.before.release is None
        or install.before.packages is None
    ):
        return None
    before, release = install.before, install.before.release
    asked = tuple(
        name for _, word in install.words if word.kind == "found" and not word.removes for name in word.packages
    )
    bare = resolve(release, asked, install.before.packages, recommends=False, arch=before.arch)
    more = tuple(sorted(set(install.answer.new) - set(bare.new)))
    there = {*bare.new, *install.before.packages}
    needed = dict.fromkeys(NEEDED[name] for name in asked if NEEDED.get(name) in more)
    return Cost(more, disk_of(release, more, before.arch), tuple(name for name in needed if name not in there))
