"""Where default rules stay silent, or speak once: what real Dockerfiles showed to be no problem, or one and not ten."""

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (
            "label-key-invalid",
            "FROM x:1\nLABEL com.docker.extension.changelog=a com.docker.desktop.extension.icon=b",
            [],
        ),
        ("label-key-invalid", "FROM x:1\nLABEL com.docker.mine=a", ["com.docker.mine"]),
        ("secret-in-arg-env", 'FROM x:1\nENV A_PASSWORD="_" B_PASSWORD=**None** C_TOKEN=s3cr3t', ["C_TOKEN"]),
        ("yarn-cache-kept", 'FROM node:24\nRUN echo "$(yarn -v)"', []),
        ("world-writable", "FROM x:1\nRUN chmod ugo+rwx,o+t /run/a && chmod a+rwx /run/b", ["a+rwx"]),
        ("base-image-untrusted", "FROM arm32v7/alpine:3.24\nRUN true", []),
        ("base-image-untrusted", "FROM someone/alpine:3.24\nRUN true", ["someone/alpine:3.24"]),
        ("cmd-shell-form", "FROM x:1\nCMD exec server $OPTIONS", []),
        ("cmd-shell-form", "FROM x:1\nCMD server $OPTIONS", ["server $OPTIONS"]),
        ("locale-or-timezone-prompt", "FROM ubuntu:24.04\nRUN apt-get install -y krb5-user", []),
        ("sudo-used", "FROM debian:13\nRUN sudo a && sudo b\nRUN sudo c", ["sudo", "sudo"]),
        ("sudo-used", "FROM debian:13\nRUN sudo -u app mkdir /x && sudo -Hu app y", []),
        ("sudo-used", "FROM debian:13\nRUN sudo -u root mkdir /x", ["sudo"]),
        ("sudo-used", "FROM debian:13\nRUN sudo -E useradd -u 1000 app", ["sudo"]),
        ("sudo-used", "FROM cimg/base:2026.01\nRUN sudo apt-get update", []),
        ("sudo-used", "FROM cimg/base:2026.01\nUSER root\nRUN sudo apt-get update", ["sudo"]),
        ("DL3004", "FROM cimg/base:2026.01\nRUN sudo apt-get update", ["sudo"]),
        ("apt-assume-yes-missing", "FROM cimg/base:2026.01\nRUN apt-get install curl", []),
        ("apt-assume-yes-missing", "FROM debian:13\nRUN apt-get install curl", ["apt-get install"]),
        ("user-missing", "FROM debian:13\nRUN apt-get update", []),
        ("user-missing", "FROM debian:13\nRUN apt-get update\nEXPOSE 80", ["debian:13"]),
        ("user-missing", "FROM nginx:1.29\nCOPY dist /usr/share/nginx/html", ["nginx:1.29"]),
        ("user-missing", 'FROM debian:13\nCMD ["sh"]', ["CMD"]),
        ("user-missing", 'FROM postgres:18\nCMD ["postgres", "-c", "fsync=off"]', []),
        ("user-missing", 'FROM postgres:18\nENTRYPOINT ["postgres"]', ["ENTRYPOINT"]),
        ("DS-0002", "FROM debian:13\nRUN apt-get update", ["debian:13"]),
        ("healthcheck-missing", 'FROM scratch\nCOPY server /\nEXPOSE 80\nCMD ["/server"]', []),
        ("healthcheck-missing", 'FROM gcr.io/distroless/static-debian12\nEXPOSE 80\nCMD ["/server"]', []),
        ("healthcheck-missing", 'FROM gcr.io/distroless/nodejs22\nEXPOSE 80\nCMD ["a.js"]', ["EXPOSE"]),
        ("run-pipefail-missing", "FROM x:1\nRUN for f in $(git status | awk 1); do a; done", []),
        ("run-pipefail-missing", "FROM x:1\nRUN go test $(go list ./... | grep x)", []),
        ("run-pipefail-missing", "FROM x:1\nRUN export V=$(curl a | jq .x)", []),
        ("run-pipefail-missing", "FROM x:1\nRUN V=$(curl a | jq .x) && b $V", ["curl a"]),
        ("run-pipefail-missing", "FROM x:1\nRUN if curl a | jq .x; then b; fi", []),
        ("run-pipefail-missing", "FROM x:1\nRUN if a; then curl b | sh; fi", ["curl b"]),
        ("run-pipefail-missing", "FROM x:1\nRUN (curl b | sh)", ["curl b"]),
        ("run-pipefail-missing", "FROM x:1\nRUN ogr2ogr --formats | grep -q Post && exit 0", []),
        ("run-pipefail-missing", "FROM x:1\nRUN ! cat a | grep x", []),
        ("run-pipefail-missing", "FROM x:1\nRUN arch=$(dpkg --print-architecture | awk 1)", []),
        ("DL4006", "FROM x:1\nRUN arch=$(dpkg --print-architecture | awk 1)", ["dpkg --print-architecture"]),
        ("run-consecutive", "FROM x:1\nRUN a; b; c; d\nRUN e; f; g; h", []),
        ("run-consecutive", "FROM x:1\nRUN a; b; c; d\nRUN e", ["RUN a; b; c; d\nRUN e"]),
        (
            "run-consecutive",
            "FROM x:1\nRUN set -e; echo x; b; c; d\nRUN e; f; g; h",
            ["RUN set -e; echo x; b; c; d\nRUN e; f; g; h"],
        ),
        ("user-missing", 'FROM erlang:28\nRUN x\nCMD ["iex"]', []),
        ("user-missing", 'FROM php:8.4-cli\nCMD ["php", "-a"]', []),
        ("user-missing", 'FROM php:8.4-cli\nCMD ["php", "a.php"]', ["CMD"]),
        ("run-pipefail-missing", "FROM cimg/base:1\nRUN curl a | sh", []),
        ("run-pipefail-missing", 'FROM cimg/base:1\nSHELL ["/bin/sh", "-c"]\nRUN curl a | sh', ["curl a"]),
        ("run-pipefail-missing", "FROM x:1\nRUN find / | grep a | awk 1 | xargs b", []),
        ("run-pipefail-missing", "FROM x:1\nRUN grep a b | sort", ["grep a b"]),
        ("user-missing", 'FROM docker:29\nENTRYPOINT ["dockerd-entrypoint.sh"]', []),
        ("world-writable", "FROM x:1\nRUN a; \\\n# for an arbitrary user\n  chmod 777 /b", []),
        ("world-writable", "FROM x:1\nRUN a; \\\n# for the user\n  chmod 777 /b", ["777"]),
        ("cmd-shell-form", "FROM x:1\nCMD for f in *; do a $f; done", []),
        ("cmd-shell-form", "FROM x:1\nCMD a && b", ["a && b"]),
        ("multi-stage-missing", 'FROM debian:13\nCOPY a /a\nRUN apt-get install -y gcc\nENTRYPOINT ["bazel"]', []),
        (
            "multi-stage-missing",
            'FROM debian:13\nCOPY a /a\nRUN apt-get install -y gcc\nENTRYPOINT ["make", "run"]',
            ["gcc"],
        ),
        ("base-image-untrusted", "FROM dockereng/cli-bin:1", []),
        ("chown-after-copy", "FROM x:1\nCOPY a.sh /a.sh\nRUN chmod +x /a.sh && /a.sh && rm /a.sh", []),
        ("chown-after-copy", "FROM x:1\nCOPY a.sh /t/a.sh\nRUN mv /t/a.sh /b.sh && chmod +x /t/a.sh", []),
        ("chown-after-copy", "FROM x:1\nCOPY a /t/a\nRUN rm -r /t && mkdir /t && chown -R a /t", []),
        ("chown-after-copy", "FROM x:1\nCOPY a.sh /a.sh\nRUN chmod +x /a.sh && rm /b.sh", ["chmod +x /a.sh"]),
        ("copy-target-without-slash", "FROM x:1\nWORKDIR /server\nCOPY a b* /server", []),
        ("copy-target-without-slash", "FROM x:1\nWORKDIR /app\nCOPY a b* /server", ["/server"]),
        ("from-platform-constant", "FROM --platform=linux/arm64 nvcr.io/nvidia/l4t-jetpack:6", []),
        ("from-platform-constant", "FROM --platform=linux/arm64 debian:13 AS arm64", []),
        ("from-platform-constant", "FROM --platform=linux/arm64 debian:13 AS base", ["--platform=linux/arm64"]),
        (
            "multi-stage-missing",
            'FROM debian:13\nCOPY a /a\nRUN apt-get install -y gcc\nENTRYPOINT ["tini", "--"]\nCMD ["start-notebook.py"]',
            [],
        ),
        ("from-as-casing", "FROM a:1 as x\nFROM b:1 as y", ["as"]),
        ("FromAsCasing", "FROM a:1 as x\nFROM b:1 as y", ["as", "as"]),
        (
            "download-not-verified",
            "FROM x:1\nRUN curl https://a.example/a.tgz | tar xz\nRUN curl https://b.example/b.tgz | tar xz",
            ["https://a.example/a.tgz"],
        ),
    ],
)
def test_quiet(rule, text, words):
    assert findings_of(text + "\n", rule) == words


def test_one_fix_sets_all_right():
    assert fixed("FROM a:1 as x\nFROM b:1 as y\n", "from-as-casing") == "FROM a:1 AS x\nFROM b:1 AS y\n"
    assert fixed("FROM x:1\nRUN sudo a && sudo b\n", "sudo-used") == "FROM x:1\nRUN a && b\n"
