"""How two images differ, and which differences a rule's fix promises."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builds.images import Image

# Folders whose files any fix may leave out of the image: nothing but package managers and their caches put files there.
CACHES = (
    "var/lib/apt/lists/", "var/cache/", "root/.cache", "root/.npm", "usr/local/share/.cache", "etc/apk/cache", "go/pkg/mod",
    "var/lib/apt/extended_states", "calls", "etc/passwd-", "home/node/.npm",
)  # fmt: skip
_SLACK_BYTES = 4096  # an archive of a layer is full blocks


class Difference(NamedTuple):
    """`new PATH`, `gone PATH`, `kind PATH`, `mode PATH`, `owner PATH`, `content PATH`, `config KEY` or `larger`."""

    what: str
    old: object = None
    new: object = None

    def __str__(self) -> str:
        return f"{self.what}: {self.old} -> {self.new}"


def differences(before: Image, after: Image, *, mounts: Sequence[str] = ()) -> list[Difference]:
    """How an image differs from the one before in more than caches that it leaves out.

    buildah leaves the empty folders that it made for `mounts`; BuildKit takes them away.
    """
    found = []
    for path in sorted(before.files.keys() | after.files.keys()):
        old, new = before.files.get(path), after.files.get(path)
        if old == new or (old and path.startswith(CACHES)) or path.startswith("calls"):
            continue
        if new is None and any(known.startswith(path + "/") for known in CACHES):
            continue  # the empty folder of a cache
        if old is None and any(f"{mount}/".startswith(f"{path}/") for mount in mounts):
            continue
        found += _between(path, old, new)
    for key, value in before.config.items():
        if _as_words(value) != _as_words(after.config.get(key)):
            found.append(Difference(f"config {key}", value, after.config.get(key)))
    if after.size > before.size + _SLACK_BYTES:
        found.append(Difference("larger", before.size, after.size))
    return found


_QUOTED_OR_BLANKS = re.compile(r"(\\.|'[^']*'|\"(?:\\.|[^\"\\])*\")|[ \t]+", re.DOTALL)


def _as_words(value: object) -> object:
    """A command line for a shell with one blank where it has several: they are nothing to a shell, and no fix minds them."""
    if isinstance(value, dict):  # a health check, in seconds and words
        return {key: _as_words(one) for key, one in value.items()}
    if isinstance(value, list) and value[:1] in (["CMD-SHELL"], ["/bin/sh"]):
        return [_QUOTED_OR_BLANKS.sub(lambda match: match[1] or " ", one) for one in value]
    return value


def _between(path: str, old: tuple | None, new: tuple | None) -> Iterable[Difference]:
    if old is None or new is None:
        yield Difference(f"gone {path}" if new is None else f"new {path}", old, new)
        return
    for name, one, other in (
        ("kind", old[0], new[0]), ("mode", oct(old[1]), oct(new[1])), ("owner", old[2:4], new[2:4]),
        ("content", old[4], new[4]),
    ):  # fmt: skip
        if one != other:
            yield Difference(f"{name} {path}", one, other)


def unpromised(found: Iterable[Difference], rules: Iterable[str]) -> list[Difference]:
    """The differences that none of the rules promises."""
    # What ONBUILD keeps is the instruction's own text, which a fix is there to change.
    patterns = ["config OnBuild", *(pattern for rule in rules for pattern in PROMISED.get(rule, ()))]
    return [one for one in found if not any(fnmatchcase(one.what, pattern) for pattern in patterns)]


def kept(found: Iterable[Difference], rule: str) -> set[str]:
    """Which of a rule's promises these differences show."""
    return {pattern for pattern in PROMISED.get(rule, ()) for one in found if fnmatchcase(one.what, pattern)}


_OTHER_PACKAGES = ("gone usr/share/stubs/*", "gone var/lib/dpkg/info/*", "content var/lib/dpkg/status*")

# What a rule's fixes change in the image, on purpose; nothing else may differ, and each of these must show in a case.
# A rule that is not here promises the same image: another base or platform (all names are one base here), other layers.
PROMISED: dict[str, tuple[str, ...]] = {
    # The exec form starts the same program without a shell in between: tests/proof/test_shell.py proves that.
    "cmd-shell-form": ("config Cmd",),
    "cmd-invalid-json": ("config Cmd",),
    "entrypoint-shell-form": ("config Entrypoint",),
    "cmd-ignored": ("config Entrypoint", "config Cmd"),
    "java-container-memory": ("config Entrypoint",),
    "healthcheck-missing": ("config Healthcheck",),
    "healthcheck-port-wrong": ("config Healthcheck",),
    "ssh-host-key-missing": ("new root/.ssh*",),
    "healthcheck-always-passes": ("config Healthcheck",),
    "program-missing": ("config Healthcheck",),
    # What is called or imported needs packages that the base does not have.
    "package-missing": (
        "new usr/share/*", "new etc/*", "new var/cache/*", "new var/lib/*", "content var/lib/dpkg/status*", "larger",
    ),
    # What is compiled needs packages that the base does not have.
    "build-library-missing": (
        "new usr/share/stubs*", "new var/cache/*", "new var/lib/*", "content var/lib/dpkg/status*", "larger",
    ),
    "listens-on-localhost": ("config Cmd", "config Entrypoint"),
    "development-server": ("config Cmd",),
    "program-not-on-path": ("config Env",),
    "package-script-missing": ("config Cmd",),
    "certificates-missing": ("new etc*", "larger"),
    "exec-form-not-split": ("config Cmd",),
    "exec-form-not-expanded": ("config Cmd",),
    "cmd-taken-as-arguments": ("config Cmd",),
    "heredoc-unread": ("new srv/path",),  # the script runs at last
    "comment-swallows-lines": ("new usr/share/apk/curl",),  # the lines below run at last
    "json-array-invalid": ("config Volumes",),
    "expose-mismatch": ("config ExposedPorts",),
    "expose-port-invalid": ("config ExposedPorts",),
    "nginx-stopsignal-missing": ("config StopSignal",),
    "systemd-stopsignal-missing": ("config StopSignal",),
    "stopsignal-not-canonical": ("config StopSignal",),
    "stopsignal-uncatchable": ("config StopSignal",),
    # Who runs it, and whose files they are.
    "user-missing": ("config User", "content etc/passwd", "content etc/group", "larger"),  # made where the base has none
    "user-root-last": ("config User",),
    "user-named": ("config User",),
    "instruction-swallowed": ("config User",),
    "user-unused": ("config User",),
    "user-name-unknown": ("config User",),
    # The stand-in for Debian is made of BusyBox, whose options it takes.
    "user-command-fails": ("content etc/*", "larger"),
    "user-groups-dropped": ("config User",),
    "user-uid-fixed-needed": ("config User",),
    "copy-owned-by-root": ("owner app*",),
    "user-cannot-write": ("owner app", "new app/node_modules*"),  # the stand-in for npm ends well before as well
    "executable-owned-by-user": ("owner usr/local/bin/start.sh",),
    "entrypoint-script-not-executable": ("mode entrypoint.sh",),
    "entrypoint-script-crlf": ("content entrypoint.sh", "larger"),
    "world-writable": ("mode srv/cache",),
    # Variables and labels.
    "node-env-missing": ("config Env",),
    "python-unbuffered-missing": ("config Env",),
    "env-self-reference": ("config Env",),
    "gpu-devices-fixed": ("config Env",),
    "gpu-capabilities-all": ("config Env",),
    "telemetry-on": ("config Env",),
    "yjit-off": ("config Env",),
    "jemalloc-not-loaded": ("config Env",),
    "bundler-dev-installed": ("config Env",),
    "bundler-lock-not-frozen": ("config Env",),
    "variable-undefined": ("config WorkingDir", "new srv/app"),  # a folder that buildah does not make
    "path-replaced": ("config Env",),
    "run-without-effect": ("config Env",),
    "comment-after-instruction": ("config WorkingDir", "gone srv #*"),
    "arg-not-in-scope": ("content etc/shop-base",),
    "maintainer-deprecated": ("config Labels",),
    "label-key-invalid": ("config Labels",),
    "instruction-before-from": ("config Labels",),
    "label-base-digest-stale": ("config Labels",),
    "label-set-by-buildx": ("config Labels",),
    # Where things go: `cd` alone does nothing, and WORKDIR holds for what follows.
    "copy-target-relative": ("config WorkingDir", "gone app.py", "new app", "new app/app.py"),
    "run-cd-only": ("config WorkingDir", "gone here", "new app/here"),
    "archive-copied-then-unpacked": ("gone tmp/app.tar.gz",),
    # A folder of both files, where BuildKit makes a file of the last one and buildah a folder.
    "copy-target-without-slash": ("kind app", "mode app", "content app", "new app/*"),
    # Smaller: the tools and sources stay behind, what is only recommended is not installed.
    "multi-stage-missing": ("gone src*", "config Env", "config WorkingDir"),
    "apt-recommends-installed": (
        "gone usr/share/stubs/*-recommended", "gone var/lib/dpkg/info/*-recommended.*", "content var/lib/dpkg/status*",
    ),
    "package-unknown": (*_OTHER_PACKAGES, "new usr/share/stubs/*", "new var/lib/dpkg/info/*"),
    "package-already-there": _OTHER_PACKAGES,
    "nvidia-runtime-in-image": _OTHER_PACKAGES,
    "opcache-missing": ("new usr/share/apk*",),
    "package-manager-mismatch": (*_OTHER_PACKAGES, "gone usr/share/stubs", "new usr/share/apk*"),
    # Debian's images delete packages after each install, which would empty the mount.
    "cache-mount-missing": ("gone etc/apt/apt.conf.d/docker-clean",),
    "sh-relinked": ("content *bin/sh", "config Shell"),
    "run-pipefail-missing": ("config Shell",),
    # Of the context, not of the Dockerfile: what nobody wants stays out, and the ignore file itself is copied too.
    "copy-secret-file": ("gone app/.env", "content app/.dockerignore"),
    "dockerignore-incomplete": ("gone app/node_modules*", "content app/.dockerignore"),
    "dockerignore-missing": ("gone app/node_modules*", "new app/.dockerignore"),
    "heredoc-unformatted": ("content *.json", "content *.JSON"),
    # Refactorings.
    "refactoring: to-exec-form": ("config Cmd",),
    "refactoring: to-shell-form": ("config Cmd",),
    "refactoring: env-to-arg": ("config Env",),
    "refactoring: arg-to-env": ("config Env",),
    "refactoring: split-run": ("larger",),  # one layer more, and what the second deletes stays in the first
    "refactoring: add-cache-mounts": ("gone etc/apt/apt.conf.d/docker-clean",),
}  # fmt: skip
