"""A text that is being written: every beginning of every sample is parsed, linted and hovered without an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from gorae.hover import hover_at
from gorae.lint.cache import FindingsCache
from gorae.source import Edit, Span
from gorae.stages import build
from gorae.syntax import parse, reparse
from lint.cases import check
from proof.catalogue import settings_of_all

SETTINGS = settings_of_all()
PROJECTS = Path(__file__).parents[1] / "projects"
SAMPLES = {
    str(path.relative_to(PROJECTS)): path.read_text(encoding="utf-8")
    for path in sorted(PROJECTS.rglob("*Dockerfile*"))
    if path.is_file() and not path.name.endswith(".dockerignore")
} | {
    "linux": """# syntax=docker/dockerfile:1
# check=skip=JSONArgsRecommended
ARG NODE=24 DIST=/앱
FROM --platform=$BUILDPLATFORM node:${NODE:-22}-slim AS 빌드
FROM node:${NODE} AS build
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN --mount=type=cache,target=/root/.npm,sharing=locked \\
    # 🐳 의존성
    npm ci \\

    && for f in $(ls *.ts | sed 's/"/_/'); do echo "${f%%.*}" >> "$DIST/x"; done
RUN <<EOF cat > /a && <<-'B' python3
${DIST} $(date) "
EOF
\tprint('한글')
\tB
ENV A="b \\"c\\"" D='e' \\
    F=${A:+${D#*.}} G=${A/b/${D}}
LABEL a.b="c" d e
ONBUILD COPY --chown=1000:1000 . .
HEALTHCHECK --interval=1m30s CMD curl -f http://localhost:80/ || exit 1
FROM scratch
COPY --from=build --link ["/a b", "/"]
EXPOSE 80/tcp $P
VOLUME ["/d"]
USER app
CMD ["node", "a.js"]
ENTRYPOINT exec tini -- "$@"
""",
    "windows": """# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2025
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
WORKDIR C:\\app
RUN Invoke-WebRequest -Uri "https://example.com/a.zip" -OutFile a.zip; `
    # 풀기
    Expand-Archive a.zip -DestinationPath C:\\b
COPY a `
  C:\\app\\
""".replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_beginning(name: str) -> None:
    text, memory, document = SAMPLES[name], FindingsCache(), parse("")
    for end, char in enumerate(text, 1):
        document = reparse(document, [Edit(Span(end - 1, end - 1), char)])
        problems = check(document, SETTINGS, None, memory)
        assert all(0 <= problem.span.start <= problem.span.end <= end for problem in problems)
        for offset in (end, end - 1, end // 2):
            hover = hover_at(document, build(document), offset, "ko", None, problems)
            assert hover is None or hover.span.holds(offset)
    assert document.text.value == text
