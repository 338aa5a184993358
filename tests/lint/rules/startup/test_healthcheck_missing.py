"""A check that fits: the port's protocol, and a tool that the image has."""

import pytest

from lint.cases import findings_of, fixed

RULE = "healthcheck-missing"
CHECK = "HEALTHCHECK --interval=30s --timeout=3s CMD {} || exit 1\n"


@pytest.mark.parametrize(
    ("image", "port", "command"),
    [
        ("node:24-alpine", 3000, "wget -qO- http://127.0.0.1:3000/"),
        ("nginx:1.29", 80, "curl -fsS http://127.0.0.1:80/"),
        ("debian:13\nRUN apt-get install -y curl", 80, "curl -fsS http://127.0.0.1:80/"),
        ("php:8-apache", 80, "curl -fsS http://127.0.0.1:80/"),
        ("golang:1.26", 8080, "curl -fsS http://127.0.0.1:8080/"),
        (
            "node:24",
            3000,
            "node -e \"fetch('http://127.0.0.1:3000/').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"",
        ),
        ("postgres:18", 5432, "pg_isready -U postgres"),
        ("redis:8", 6379, "redis-cli ping"),
        ("mysql:9", 3306, "mysqladmin ping -h 127.0.0.1 --silent"),
    ],
)
def test_checks(image, port, command):
    text = f"FROM {image}\nEXPOSE {port}\nCMD x\n"
    assert fixed(text, RULE) == f"FROM {image}\nEXPOSE {port}\n{CHECK.format(command)}CMD x\n"


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("no tool that is known", "FROM debian:13\nEXPOSE 8080\nCMD x\n"),
        ("no HTTP", "FROM alpine\nEXPOSE 5432\nCMD x\n"),
        ("many ports", "FROM alpine\nEXPOSE 8000-8010\nCMD x\n"),
        ("a server that answers 404 until there is an application", "FROM tomcat:11\nEXPOSE 8080\nCMD x\n"),
        (
            "a health check of a program that is taken away",
            "FROM debian:13\nRUN apt-get install -y wget && apt-get purge -y wget\nEXPOSE 80\nCMD x\n",
        ),
        ("nothing to ask with", "FROM perl:5-slim\nEXPOSE 8080\nCMD x\n"),
    ],
)
def test_no_check_is_made_up(why, text):
    assert findings_of(text, RULE) == ["EXPOSE"], why
    assert fixed(text, RULE) == text, why


def test_the_port_of_a_known_server_needs_no_expose():
    text = 'FROM python:3.14-alpine\nCMD ["gunicorn", "-b", ":8000", "w"]\n'
    check = CHECK.format("wget -qO- http://127.0.0.1:8000/")
    assert fixed(text, RULE) == f'FROM python:3.14-alpine\n{check}CMD ["gunicorn", "-b", ":8000", "w"]\n'


@pytest.mark.parametrize("text", ["EXPOSE 80\nHEALTHCHECK NONE\nCMD x", "CMD x", "EXPOSE 80"])
def test_quiet(text):
    assert findings_of(f"FROM alpine\n{text}\n", RULE) == []


def test_what_is_said_of_the_start_stays_above_it():
    text = "FROM alpine\nEXPOSE 80\n# 시작\nENTRYPOINT []\nCMD x\n"
    check = CHECK.format("wget -qO- http://127.0.0.1:80/")
    assert fixed(text, RULE) == f"FROM alpine\nEXPOSE 80\n{check}# 시작\nENTRYPOINT []\nCMD x\n"


DEBIAN = "FROM debian:13\n"

HEALTH = "healthcheck-missing"

NODE = "FROM node:24\n"

PYTHON = "FROM python:3.14\n"

URL = "http://127.0.0.1:80/"


@pytest.mark.parametrize(
    ("head", "command"),
    [
        (NODE, f"node -e \"fetch('{URL}').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\""),
        (PYTHON, f"python -c \"import urllib.request as u; u.urlopen('{URL}', timeout=2)\""),
        ("FROM alpine:3.22\n", f"wget -qO- {URL}"),
        ("FROM alpine:3.22\nRUN apk add curl\n", f"curl -fsS {URL}"),
        ("FROM alpine:3.22 AS a\nRUN apk add curl\nFROM a\n", f"curl -fsS {URL}"),
        (DEBIAN + "RUN apt-get install -y curl\n", f"curl -fsS {URL}"),
        (DEBIAN + "RUN apt-get install -y wget\n", f"wget -qO- {URL}"),
        (DEBIAN + "RUN apt-get remove curl\n", None),
        (DEBIAN, None),
        ("FROM $BASE\n", None),
        ("FROM nginx:1.29\n", f"curl -fsS {URL}"),
        ("FROM golang:1.26\n", f"curl -fsS {URL}"),
        ("FROM golang\n", f"curl -fsS {URL}"),
        (
            "FROM ruby:3-slim\n",
            f"ruby -rnet/http -e \"exit Net::HTTP.get_response(URI('{URL}')).is_a?(Net::HTTPSuccess)\"",
        ),
        ("FROM postgres:18\n", "pg_isready -U postgres"),
    ],
)
def test_the_check_that_the_image_can_do(head, command):
    start = 'EXPOSE 80\nCMD ["a"]\n'
    line = f"HEALTHCHECK --interval=30s --timeout=3s CMD {command} || exit 1\n"
    wanted = head + start.replace("CMD", f"{line}CMD") if command else head + start
    assert fixed(head + start, HEALTH) == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('EXPOSE 80\nENTRYPOINT ["a"]\nCMD ["b"]\n', "ENTRYPOINT"),
        ('EXPOSE 80\nCMD ["b"]\nENTRYPOINT ["a"]\n', "CMD"),
        ('EXPOSE 80\nCMD ["b"]\nRUN ls\n', None),
        ('EXPOSE 80\nRUN ls\nCMD ["b"]\n', "CMD"),
        ('EXPOSE 53/udp\nCMD ["b"]\n', None),
        ('EXPOSE 80/TCP\nCMD ["b"]\n', "CMD"),
        ('EXPOSE 443\nCMD ["b"]\n', None),
        ('EXPOSE $P\nCMD ["b"]\n', None),
    ],
)
def test_where_the_check_is_put(text, place):
    after = fixed(NODE + text, HEALTH)
    assert (after == NODE + text) is (place is None)
    assert place is None or f"exit 1\n{place}" in after
