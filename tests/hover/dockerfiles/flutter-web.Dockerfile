# syntax=docker/dockerfile:1
FROM debian:13-slim AS sdk
ARG FLUTTER_VERSION=3.32.0
RUN apt-get update && apt-get install -y --no-install-recommends git unzip xz-utils curl ca-certificates && rm -rf /var/lib/apt/lists/*
RUN git clone --depth 1 -b ${FLUTTER_VERSION} https://github.com/flutter/flutter.git /opt/flutter
ENV PATH="/opt/flutter/bin:$PATH"
RUN flutter config --no-analytics --enable-web && flutter precache --web
WORKDIR /app
COPY pubspec.yaml pubspec.lock ./
RUN flutter pub get --enforce-lockfile
COPY . .
RUN flutter build web --release --base-href=/shop/ --dart-define=API_URL=https://api.example.com
FROM nginx:1.29-alpine
COPY --from=sdk --chown=nginx:nginx /app/build/web /usr/share/nginx/html
COPY default.conf.template /etc/nginx/templates/
EXPOSE 80
HEALTHCHECK --interval=10s CMD wget -q --spider http://127.0.0.1/ || exit 1
