"""Each point that a guide to Docker teaches is a click away from the word that it is about."""

from __future__ import annotations

import pytest

from gorae.hover import hover_at
from gorae.stages import build
from gorae.syntax import parse

# The point, the word under the cursor (`|`), and the page that the hover links.
POINTS = {
    "light, verified base images": ("FROM |node:24\n", "concepts/base-images"),
    "images and where they are from": ("|FROM node:24\n", "concepts/registry"),
    "what an image is": ("|FROM node:24\n", "concepts/image"),
    "what is sent to the builder": ("FROM a:1\n|COPY . .\n", "concepts/build-context"),
    "commands joined with &&": ("FROM a:1\nRUN a |&& b\n", "concepts/layers"),
    "the order of COPY": ("FROM a:1\n|COPY . .\n", "concepts/cache"),
    "CMD beside ENTRYPOINT": ('FROM a:1\n|CMD ["a"]\n', "instructions/entrypoint"),
    "ENTRYPOINT beside CMD": ('FROM a:1\n|ENTRYPOINT ["a"]\n', "instructions/cmd"),
    "signals that the first process gets": ('FROM a:1\n|CMD ["a"]\n', "concepts/pid1-and-signals"),
    "multi-stage builds": ("FROM a:1 |AS b\n", "concepts/multi-stage"),
    "an ordinary user": ("FROM a:1\n|USER app\n", "concepts/root-and-privileges"),
    "health checks and compose": ("FROM a:1\n|HEALTHCHECK CMD a\n", "concepts/compose"),
    "secrets in files": ("FROM a:1\nCOPY |.env /\n", "concepts/secrets"),
    "secrets in variables": ("FROM a:1\nENV |DB_PASSWORD=x\n", "concepts/secrets"),
    "a program that scans images": ("FROM a:1\nRUN |trivy fs /\n", "concepts/scanning"),
    "ports and networks": ("FROM a:1\n|EXPOSE 80\n", "concepts/networking"),
    "volumes and who may write there": ("FROM a:1\n|VOLUME /data\n", "concepts/volumes"),
    "a flag that names a platform": ("FROM |--platform=linux/amd64 a:1\n", "concepts/platforms"),
    "a platform's variable": ("FROM a:1\nARG |TARGETARCH\n", "concepts/platforms"),
    "time zones": ("FROM a:1\nENV |TZ=Asia/Seoul\n", "concepts/time-and-language"),
    "a variable that decides about logs": ("FROM a:1\nENV |PYTHONUNBUFFERED=1\n", "concepts/logs"),
    "a mount that caches": ("FROM a:1\nRUN --mount=|type=cache,target=/c a\n", "concepts/cache"),
}


@pytest.mark.parametrize("point", POINTS)
def test_one_click(point: str) -> None:
    marked, page = POINTS[point]
    at = marked.index("|")
    document = parse(marked[:at] + marked[at + 1 :])
    found = hover_at(document, build(document), at, "ko")
    assert found is not None
    assert f"gorae:{page})" in found.markdown
