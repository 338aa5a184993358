"""What leads where: images to their registry, words to files, bases to the compose or bake file that gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context import read_context
from gorae.context.surroundings import context_of
from gorae.navigation import called_as, given_base, links, named_at, started
from gorae.stages import build
from gorae.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = [
    ("an official image", "FROM node", {"node": "https://hub.docker.com/_/node/"}),
    ("the tag leads to the list of tags", "FROM node:20", {"node": "https://hub.docker.com/_/node/", "20": "https://hub.docker.com/_/node/tags?name=20"}),
    ("the same image by its full name", "FROM docker.io/library/node", {"docker.io/library/node": "https://hub.docker.com/_/node/"}),
    ("an image of a user", "FROM user/name", {"user/name": "https://hub.docker.com/r/user/name/"}),
    ("GitHub's registry", "FROM ghcr.io/astral-sh/uv", {"ghcr.io/astral-sh/uv": "https://github.com/astral-sh/uv/pkgs/container/uv"}),
    ("GitHub's registry, with a slash in the package's name", "FROM ghcr.io/a/b/c", {"ghcr.io/a/b/c": "https://github.com/a/b/pkgs/container/b%2Fc"}),
    ("Quay has a page for tags", "FROM quay.io/a/b:1", {"quay.io/a/b": "https://quay.io/repository/a/b",
                            "1": "https://quay.io/repository/a/b?tab=tags&tag=1"}),
    ("Microsoft's registry", "FROM mcr.microsoft.com/dotnet/sdk", {"mcr.microsoft.com/dotnet/sdk": "https://mcr.microsoft.com/artifact/mar/dotnet/sdk"}),
    ("Google's older registry", "FROM gcr.io/distroless/static", {"gcr.io/distroless/static": "https://console.cloud.google.com/gcr/images/distroless/global/static"}),
    ("Google's Artifact Registry", "FROM us-docker.pkg.dev/p/r/i", {"us-docker.pkg.dev/p/r/i": "https://console.cloud.google.com/artifacts/docker/p/us/r/i"}),
    ("Amazon's public gallery", "FROM public.ecr.aws/docker/library/node", {"public.ecr.aws/docker/library/node": "https://gallery.ecr.aws/docker/library/node"}),
    ("NVIDIA's catalogue", "FROM nvcr.io/nvidia/cuda", {"nvcr.io/nvidia/cuda": "https://catalog.ngc.nvidia.com/orgs/nvidia/containers/cuda"}),
    ("Chainguard's images", "FROM cgr.dev/chainguard/python", {"cgr.dev/chainguard/python": "https://images.chainguard.dev/directory/image/python/overview"}),
    ("a variable leads to where its value would", "ARG V=20\nFROM node:$V", {"node": "https://hub.docker.com/_/node/", "$V": "https://hub.docker.com/_/node/tags?name=20"}),
    ("a variable that is the whole name", "ARG I=node\nFROM $I", {"$I": "https://hub.docker.com/_/node/"}),
    ("the empty image has no page", "FROM scratch", {}),
    ("a registry on this machine has no page", "FROM localhost:5000/x", {}),
    ("a registry that nobody knows the pages of", "FROM a.example.com/x", {}),
    ("the frontend is an image, too", "# syntax=docker/dockerfile:1", {"docker/dockerfile": "https://hub.docker.com/r/docker/dockerfile/",
                                      "1": "https://hub.docker.com/r/docker/dockerfile/tags?name=1"}),
    ("images that COPY and a mount take files from", "FROM scratch\nCOPY --from=nginx a b\nRUN --mount=from=redis,target=/x true",
     {"nginx": "https://hub.docker.com/_/nginx/", "redis": "https://hub.docker.com/_/redis/"}),
    ("downloads by ADD, in both forms", 'FROM scratch\nADD https://a.example/b c\nADD ["https://a.example/d", "c"]',
     {"https://a.example/b": "https://a.example/b", "https://a.example/d": "https://a.example/d"}),
    ("a repository by SSH leads to the folder that is taken, where it is known how the host names it",
     "FROM scratch\nADD git@github.com:a/b.git#main:src git@gitlab.com:g/h/i.git#v1 git@git.example.com:a/b.git#v1 c/",
     {"git@github.com:a/b.git#main:src": "https://github.com/a/b/tree/main/src", "git@gitlab.com:g/h/i.git#v1": "https://gitlab.com/g/h/i/-/tree/v1",
      "git@git.example.com:a/b.git#v1": "https://git.example.com/a/b"}),
    ("a repository by HTTPS, with a query as with a fragment; an archive is a download",
     "FROM scratch\nADD https://github.com/a/b.git https://github.com/a/b.git?tag=v1&subdir=x https://github.com/a/b/archive/v1.tar.gz c/",
     {"https://github.com/a/b.git": "https://github.com/a/b", "https://github.com/a/b.git?tag=v1&subdir=x": "https://github.com/a/b/tree/v1/x",
      "https://github.com/a/b/archive/v1.tar.gz": "https://github.com/a/b/archive/v1.tar.gz"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "expected"), IMAGES)
def test_pages_of_images_and_downloads(why: str, text: str, expected: dict[str, str]) -> None:
    found = {link.span.of(text): link.target for link in links(build(parse(text)))}
    assert found == expected, why


def test_a_stage_is_no_image() -> None:
    text = "FROM scratch AS node\nFROM node\nCOPY --from=node a b\n"
    assert links(build(parse(text))) == ()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a 고래.txt").write_text("a")
    (tmp_path / "src" / "start.sh").write_text("#!/bin/sh\n")
    (tmp_path / "run.sh").write_text("#!/bin/sh\n")
    return tmp_path


def test_files_of_the_context(project: Path) -> None:
    text = (
        'FROM alpine\nCOPY run.sh missing /bin/\nCOPY ["src/a 고래.txt", "/"]\nCOPY src /src\nENTRYPOINT ["run.sh"]\n'
    )
    made = build(parse(text))
    context = read_context(project, None)
    found = [(link.span.of(text), link.target.rsplit("/", 1)[-1]) for link in links(made, context)][1:]
    assert found == [("run.sh", "run.sh"), ("src/a 고래.txt", "a%20%EA%B3%A0%EB%9E%98.txt"), ('"run.sh"', "run.sh")]
    assert [one.path for one in started(made, context)] == ["run.sh"]


@pytest.mark.parametrize(
    ("why", "copies", "path"),
    [
        ("a file that another stage took", "COPY run.sh /run.sh\nFROM alpine\nCOPY --from=a /run.sh /\n", "/run.sh"),
        (
            "a folder that another stage took",
            "COPY src /app/\nFROM alpine\nCOPY --from=0 /app /srv/\n",
            "/srv/start.sh",
        ),
    ],
)
def test_what_starts_is_found_through_stages(project: Path, why: str, copies: str, path: str) -> None:
    made = build(parse(f'FROM alpine AS a\n{copies}ENTRYPOINT ["{path}"]\n'))
    found = [one.path for one in started(made, read_context(project, None))]
    assert [file.rpartition("/")[2] for file in found] == [path.rpartition("/")[2]], why


COMPOSE = """\
services:
  web:
    build:
      context: .
      target: "final"
      args: {VERSION: 1}
      additional_contexts:
        base: docker-image://alpine
  other:
    build:
      context: .
      target: final
      args:
        - VERSION=2
"""
BAKE = """\
target "default" {
  target = "final" # VERSION
  args = {
    VERSION = "x}"
  }
  contexts = { base = "target:b" }
}
target "b" {}
"""


def test_what_compose_and_bake_files_name(project: Path) -> None:
    text = "ARG VERSION\nFROM base AS final\n"
    (project / "Dockerfile").write_text(text)
    (project / "compose.yaml").write_text(COMPOSE)
    (project / "docker-bake.hcl").write_text(BAKE)
    context = context_of(project / "Dockerfile", text, {}, workspace=project)
    made = build(parse(text))
    rows = {}
    for offset in (4, text.index("final")):
        found = named_at(made, offset)
        assert found is not None
        rows[found[0].name] = [
            (one.file.name, one.text.line_of(one.span.start) + 1, one.span.of(one.text.value))
            for one in called_as(made, found[0], context)
        ]
    assert rows == {
        "VERSION": [("compose.yaml", 6, "VERSION"), ("compose.yaml", 14, "VERSION"), ("docker-bake.hcl", 4, "VERSION")],
        "final": [("compose.yaml", 5, "final"), ("compose.yaml", 12, "final"), ("docker-bake.hcl", 2, "final")],
    }
    base = given_base(made.stages[0], context)
    assert base is not None
    assert base.uri.endswith(("compose.yaml#L8", "docker-bake.hcl#L6"))
