# syntax=docker/dockerfile:1
FROM debian:13-slim
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN <<EOT bash -eux
apt-get update
apt-get install -y --no-install-recommends ca-certificates curl gnupg jq libpq5
rm -rf /var/lib/apt/lists/*
EOT
RUN <<EOF
#!/usr/bin/env python3
print("hello")
EOF
RUN <<'EOF'
set -e
case "$(uname -m)" in
  x86_64|amd64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) echo "unknown" >&2; exit 1 ;;
esac
while read -r name version; do
  printf '%s\n' "$name=$version" >> /etc/tools
done < /etc/debian_version
for tool in curl jq; do
  command -v "$tool" > /dev/null || exit 1
done
if [ -f /etc/tools ]; then chmod 0644 /etc/tools; fi
EOF
COPY <<"run.sh" /usr/local/bin/run.sh
#!/bin/sh
set -eu
trap 'kill -TERM "$pid"' TERM
"$@" &
pid=$!
wait "$pid"
run.sh
RUN chmod +x /usr/local/bin/run.sh && ln -sf /dev/stdout /var/log/app.log
ENTRYPOINT ["/usr/local/bin/run.sh"]
CMD ["sleep", "infinity"]
