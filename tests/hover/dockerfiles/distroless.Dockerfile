FROM python:3.13-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt .
RUN pip install --target=/deps --requirement requirements.txt && python -m compileall -q /deps
COPY src/ src/
RUN find /deps -name '__pycache__' -type d -prune -exec rm -rf {} + && test -f src/main.py

FROM aquasec/trivy:0.69.3 AS scan
COPY --from=build /deps /deps
RUN trivy rootfs --severity HIGH,CRITICAL --exit-code 1 --no-progress /deps

FROM gcr.io/distroless/python3-debian12:nonroot
COPY --from=build /deps /deps
COPY --from=build /app/src /app
ENV PYTHONPATH=/deps PYTHONUNBUFFERED=1
WORKDIR /app
USER nonroot
EXPOSE 8000
ENTRYPOINT ["python3", "-m", "uvicorn"]
CMD ["main:app", "--host", "0.0.0.0", "--port", "8000", "--workers", "2"]
