FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uvx /bin/
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy PLAYWRIGHT_BROWSERS_PATH=/ms-playwright TZ=Asia/Seoul
WORKDIR /app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-install-project --no-dev
RUN uv run playwright install --with-deps chromium && apt-get install -y fonts-nanum
COPY . .
RUN uv run python manage.py collectstatic --noinput
RUN <<EOF bash -euxo pipefail
for f in /app/*.sql; do
  [[ -s "$f" ]] || continue
  grep -c ';' < "$f" | tee -a /tmp/counts
done
EOF
CMD ["uv", "run", "celery", "-A", "shop", "worker", "-l", "info", "--concurrency=2"]
