FROM mambaorg/micromamba:2.3.0 AS science
COPY --chown=$MAMBA_USER:$MAMBA_USER environment.yml /tmp/environment.yml
RUN micromamba install -y -n base -f /tmp/environment.yml && micromamba clean --all --yes

FROM continuumio/miniconda3:25.3.1-1 AS train
RUN conda create -y -n train python=3.12 numpy && conda clean -afy
SHELL ["conda", "run", "--no-capture-output", "-n", "train", "/bin/bash", "-c"]
RUN python -c "import numpy" && pip install --no-cache-dir scikit-learn==1.7.0
RUN conda run -n train python -m pip check

FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9.2 /uv /uvx /bin/
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/opt/venv
WORKDIR /app
RUN --mount=type=cache,target=/root/.cache/uv --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-install-project --no-dev
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev && uv run --no-sync python manage.py collectstatic --noinput
EXPOSE 8000
CMD ["uv", "run", "--no-sync", "uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
