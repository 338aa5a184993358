"""What a project's Kubernetes manifests say of its containers: probes, and the user they run as."""

from __future__ import annotations

import os
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gorae.context.reading import read_small

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gorae.context.folder import BuildContext

# Files and folders that say that the image is for Kubernetes; an ignore file may well keep them from the builder.
_FILES = (
    "Chart.yaml", "skaffold.yaml", "kustomization.yaml", "Tiltfile", "deployment.yaml", "deployment.yml",
)  # fmt: skip
_FOLDER = re.compile(
    r"\.?(?:helm|charts?|k8s[\w-]*|k3s|kube[\w-]*|kustomize|manifests?|deploy(?:ments?)?|infra(?:structure)?|gitops|argocd|[\w-]+[-_]k8s)",
    re.IGNORECASE,
)
_MOST_FILES = 80
_MOST_BYTES = 64_000
_MOST_DEPTH = 5
_WORKLOAD = re.compile(
    r"^\s*(?:-\s+)?kind:\s*(?:Deployment|StatefulSet|DaemonSet|Pod|Job|CronJob|Rollout|Service)\b|securityContext:|\bcontainers:",
    re.MULTILINE,
)
_PROBE = re.compile(r"\b(?:liveness|readiness|startup)Probe:")
_USER = re.compile(r"\brunAsUser:\s*(?P<user>\d+|\{\{|\$)")
_NON_ROOT = re.compile(r"\brunAsNonRoot:\s*(?:true|\{\{)")


class Manifests(NamedTuple):
    """What all manifests of a project say together."""

    probes: bool  # a container is asked whether it works
    user: bool  # a container runs as a user that the manifest numbers
    memory: bool  # a container's memory has a limit
    non_root: bool  # a container that would run as root, or as a user by name, is refused


def manifests(context: BuildContext) -> Manifests | None:
    """What the manifests beside a build context, or above it in the repository, say; None where there are none."""
    if "kubernetes" not in context.derived:
        context.derived["kubernetes"] = _read(dict.fromkeys((context.root, *context.above)))
    found: Manifests | None = context.derived["kubernetes"]
    return found


def _read(roots: Iterable[Path]) -> Manifests | None:
    paths = islice((path for root in roots for path in _paths(root)), _MOST_FILES)
    texts = [text for path in paths if (text := read_small(path, _MOST_BYTES)) and _WORKLOAD.search(text)]
    if not texts:
        return None
    return Manifests(
        any(_PROBE.search(text) for text in texts),
        any((match := _USER.search(text)) is not None and match["user"] != "0" for text in texts),
        any("limits:" in text and "memory:" in text for text in texts),
        any(_NON_ROOT.search(text) for text in texts),
    )


def _paths(root: Path) -> Iterator[str]:
    """The YAML files where manifests stand, links not followed."""
    for name in _FILES:
        if os.path.isfile(root / name):
            yield str(root / name)
    try:
        folders = sorted(name for name in os.listdir(root) if _FOLDER.fullmatch(name))
    except OSError:
        return
    for folder in folders:
        top = str(root / folder)
        if not os.path.isdir(top) or os.path.islink(top):
            continue
        for here, inner, files in os.walk(top):
            inner[:] = sorted(inner) if here.count(os.sep) - top.count(os.sep) < _MOST_DEPTH else []
            yield from (os.path.join(here, name) for name in sorted(files) if name.endswith((".yaml", ".yml", ".tpl")))
