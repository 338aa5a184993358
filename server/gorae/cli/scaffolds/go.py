"""Go: a program at the top or in cmd/, with C where it is needed."""

from __future__ import annotations

import os
import re

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import USER, Project, exec_form

_WITH_C = re.compile(r"mattn/go-sqlite3|confluent-kafka-go|go-gl/|h2non/bimg|davidbyttow/govips|gographics/imagick")


def read(folder: str, manifest: str, names: frozenset[str]) -> Project:
    """The project of a folder with a go.mod."""
    text = common.text_of(folder, manifest)
    module = re.search(r"^module[ \t]+(\S+)", text, re.MULTILINE)
    last = re.sub(r"/v\d+$", "", module[1]) if module else ""
    name = common.safe(last.rpartition("/")[2], "app")
    place = "."
    commands = [one for one in common.folders_in(os.path.join(folder, "cmd")) if re.fullmatch(r"[\w.-]+", one)]
    if not any(file.endswith(".go") and not file.endswith("_test.go") for file in names) and commands:
        name = name if name in commands else commands[0]
        place = f"./cmd/{name}"
    sources = [os.path.join(place, file) for file in _go_files(os.path.join(folder, place))]
    needs_c = _WITH_C.search(text) or any('import "C"' in common.text_of(folder, file) for file in sources)
    traits = frozenset(("cgo",)) if needs_c else frozenset[str]()
    return Project("go", common.VERSIONS["go"], name, names, (f"/{name}",), 8080, place=place, traits=traits)


def _go_files(folder: str) -> list[str]:
    try:
        return [name for name in sorted(os.listdir(folder)) if name.endswith(".go")][:50]
    except OSError:
        return []


def dockerfile(project: Project) -> str:
    """The Dockerfile: one program, in an image with nothing else unless it needs the C library."""
    sums = "go.mod go.sum" if "go.sum" in project.files else "go.mod"
    with_c = "cgo" in project.traits
    base = "golang:1-trixie" if with_c else f"golang:{project.version}"
    build = (
        f"FROM {base} AS build\nWORKDIR /src\nCOPY {sums} ./\n"
        "RUN --mount=type=cache,target=/go/pkg/mod \\\n    go mod download\nCOPY . .\n"
        "RUN --mount=type=cache,target=/go/pkg/mod \\\n    --mount=type=cache,target=/root/.cache/go-build \\\n"
        f'    CGO_ENABLED={int(with_c)} go build -trimpath -ldflags="-s -w" -o /out/{project.name} {project.place}\n\n'
    )
    final = "debian:13-slim" if with_c else "scratch"  # the C library of the release that the program was built on
    return (
        f"{build}FROM {final}\nCOPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n"
        f"COPY --from=build /out/{project.name} /{project.name}\nUSER {USER}:{USER}\n"
        f"{common.service(project, *common.BY_BASH) if with_c else f'EXPOSE {project.port}{chr(10)}'}"
        f"ENTRYPOINT {exec_form(project.start)}\n"
    )
