"""Makes the Dockerfiles that are measured: realistic, of any length, the same for the same seed."""

from __future__ import annotations

import random

_STAGE = """\
# {n}번째 단계: {what} 이미지를 만든다. 캐시가 잘 맞도록 의존성을 먼저 설치한다.
FROM {image} AS {name}
LABEL org.opencontainers.image.title="{name}" \\
      org.opencontainers.image.description="주문 서비스 {n}번 🐳"
ARG VERSION
ARG BUILD_DATE=unknown
ENV APP_HOME=/srv/{name} \\
    APP_VERSION=${{VERSION:-{version}}} \\
    LANG=C.UTF-8
WORKDIR ${{APP_HOME}}
"""

_BLOCKS = (
    """\
# 시스템 패키지 (정리하지 않아 이미지가 커진다)
RUN apt-get update && apt-get install {package} curl \\
    # 주석이 이어지는 줄 사이에 있다
    && mkdir -p "$APP_HOME/logs" \\
    && echo "built on ${{BUILD_DATE}}" > /etc/build-{k}
""",
    """\
RUN <<EOT bash -e
# 히어독 안의 주석
for d in cache tmp logs; do
  mkdir -p "$APP_HOME/$d"
  chmod 0755 "$APP_HOME/$d"
done
if [ -z "$BUILD_DATE" ]; then echo "날짜 없음 {k}"; fi
EOT

""",
    """\
COPY requirements-{k}.txt ./
RUN pip install -r requirements-{k}.txt
RUN cd /opt && curl -sSL https://example.com/tool-{k}.tar.gz | tar xz
""",
    """\
COPY <<"CONF" /etc/{name}/app-{k}.conf
[server]
host = 0.0.0.0
title = 한글 설정 {k}
CONF

ADD assets-{k} ./assets/
""",
    """\
RUN --mount=type=cache,target=/root/.cache,id=c{k} \\
    set -eux; \\
    npm install --global typescript@5.{k}; \\
    sudo chown -R app:app "$APP_HOME"
EXPOSE 80{k:02d}/tcp 90{k:02d}0
""",
    """\
# 설정값
ENV OPTION_{k}="값 {k}" PATH_{k}=$APP_HOME/bin:$PATH
RUN ["/bin/sh", "-c", "echo {k}"]
VOLUME /data/{k}
maintainer somebody{k} <who@example.com>
""",
)

_TAIL = """\
HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost:8080/ || exit 1
CMD node server.js --title "주문"
"""

_IMAGES = ("ubuntu:22.04", "python:3.12", "node:20", "debian", "golang:1.22-alpine", "alpine:latest")
_PACKAGES = ("build-essential", "git", "python3-dev", "libpq-dev", "nginx", "vim")


def dockerfile(lines: int, seed: int = 0) -> str:
    """A realistic multi-stage Dockerfile of about that many lines, about one finding for each six lines.

    It holds exactly one line `RUN echo "..." && sudo ls` to type in, one comment `# enter here` for line breaks and one
    empty line after `# probe here`, all in its middle.
    """
    rng = random.Random(seed)
    stage_lines = 30 if lines <= 100 else 45
    stages = max(2, round(lines / stage_lines))
    version = f"1.{rng.randrange(20)}"
    out = ["# syntax=docker/dockerfile:1", "# 생성된 견본 파일", f"ARG VERSION={version}"]
    k = rng.randrange(len(_BLOCKS))
    previous = ""
    for n in range(1, stages + 1):
        name = f"stage{n}"
        out += _STAGE.format(
            n=n, what=rng.choice(("빌드", "실행", "검사")), version=version, image=rng.choice(_IMAGES), name=name
        ).splitlines()
        if previous:
            out.append(f"COPY --from={previous} /srv/{previous} ./{previous}")
        if n == (stages + 1) // 2:
            out += ["# enter here", 'RUN echo "typing" && sudo ls', "# probe here", ""]
        end = (lines - 2) * n / stages
        while len(out) < end - 3:
            k += 1
            block = _BLOCKS[k % len(_BLOCKS)].format(k=k % 90 + 10, name=name, package=rng.choice(_PACKAGES))
            out += block.splitlines()
        previous = name
    out += _TAIL.splitlines()
    return "\n".join(out) + "\n"
