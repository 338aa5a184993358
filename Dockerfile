# syntax=docker/dockerfile:1

# Gorae itself, a command and no service: docker run --rm -v "$PWD:/work" gorae
# gorae: ignore-file=digest-missing the tag is to bring security fixes
# gorae: ignore-file=label-set-by-buildx it is built without buildx too
# gorae: ignore-file=healthcheck-missing,unused-ignore the first stage only builds

# PYTHON is the version of Python.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS build

WORKDIR /src

COPY pyproject.toml README.md LICENSE THIRD-PARTY-NOTICES.md ./
COPY server/ server/

# gorae: ignore=pip-version-unpinned the version is the one that lies here
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --prefix=/opt/gorae --no-compile ".[shellcheck]"

FROM python:${PYTHON}-slim

LABEL org.opencontainers.image.description="Checks, fixes and explains Dockerfiles" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="https://github.com/gorae-dev/gorae"

COPY --from=build /opt/gorae/ /usr/local/

USER 65532:65532

WORKDIR /work

HEALTHCHECK NONE

ENTRYPOINT ["gorae"]

CMD ["check"]
