"""Rules that know what is in the image: a Dockerfile's text in, the words found and the fixed text out."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("package-manager-mismatch", "FROM node:24-alpine\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM debian:13\nRUN apk add --no-cache curl", ["apk"]),
        ("package-manager-mismatch", "FROM redhat/ubi9-minimal:9.6\nRUN dnf install -y tar", ["dnf"]),
        ("package-manager-mismatch", "FROM redhat/ubi9-minimal:9.6\nRUN microdnf install -y dnf && dnf install -y tar", []),
        ("package-manager-mismatch", "FROM node:24-alpine\nRUN command -v apt-get && apt-get update", []),
        ("package-manager-mismatch", "FROM node:24-alpine\nRUN apt-get update || apk update", []),
        # Until 11 the plain images of openjdk are Debian.
        ("package-manager-mismatch", "FROM openjdk:8-jdk\nRUN apt-get update", []),
        ("package-manager-mismatch", "FROM ghcr.io/owner/x:1\nRUN apt-get update", []),
        ("package-manager-mismatch", "FROM opensuse/leap:15.6\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM opensuse/leap:15.6\nRUN zypper install -y git", []),
        ("package-manager-mismatch", "FROM mcr.microsoft.com/azurelinux/base/core:3.0\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM gcr.io/distroless/base-debian13:debug\nRUN apt-get update", ["apt-get"]),
        ("package-manager-mismatch", "FROM registry.access.redhat.com/ubi9/ubi-micro\nRUN microdnf install -y tar", ["microdnf"]),
        ("package-manager-mismatch", "FROM busybox\nRUN apk add curl", ["apk"]),
        ("package-unknown", "FROM php:8.4-cli\nRUN apt-get update && apt-get install -y php-curl libzip-dev php5-mysql", ["php-curl", "php5-mysql"]),
        ("package-unknown", "FROM php:8.4-cli\nRUN rm /etc/apt/preferences.d/no-debian-php && apt-get update && apt-get install -y php-curl", []),
        ("package-unknown", "FROM debian:13\nRUN apt-get update && apt-get install -y php-curl", []),
        ("package-already-there", "FROM node:24\nRUN apt-get install -y git libvips42", ["git"]),
        ("package-already-there", "FROM node:24-slim\nRUN apt-get install -y git", []),
        ("package-installed-twice", "FROM x:1\nRUN apt-get install -y a b\nRUN apt-get install -y b c", ["b"]),
        ("package-installed-twice", "FROM x:1\nRUN apt-get install -y a && apt-get purge -y a\nRUN apt-get install -y a", []),
        ("package-installed-twice", "FROM x:1\nRUN if t; then apk add a; else apk add a; fi", []),
        ("build-broken-today", "FROM debian:10\nRUN apt-get update", ["apt-get update"]),
        ("build-broken-today", "FROM python:3.7-slim-buster\nRUN apt-get update", ["apt-get update"]),
        ("build-broken-today", "FROM debian:11\nRUN apt-get update", []),
        ("build-broken-today", "FROM debian:10\nRUN sed -i s/deb.debian.org/archive.debian.org/ /etc/apt/sources.list && apt-get update", []),
        ("build-broken-today", "FROM centos:7\nRUN yum install -y tar", ["yum install"]),
        ("build-broken-today", "FROM ubuntu:24.10\nRUN apt-get update", ["apt-get update"]),
        ("build-broken-today", "FROM bitnami/node:18", ["bitnami/node:18"]),
        ("build-broken-today", "FROM bitnami/node:latest", []),
        ("build-broken-today", "FROM java:8", ["java:8"]),
        ("build-broken-today", "FROM debian:13\nRUN apt-get install -y python3-pip && pip install flask", ["pip install"]),
        ("build-broken-today", "FROM debian:13\nRUN apt-get install -y python3-pip && pip install --break-system-packages flask", []),
        ("build-broken-today", "FROM debian:11\nRUN apt-get install -y python3-pip && pip install flask", []),
        ("build-broken-today", "FROM python:3.13\nRUN apt-get install -y python3-pip && pip install flask", []),
        ("build-broken-today", "FROM debian:13\nRUN apt-get install -y python3-pip python3-venv && python3 -m venv /v && /v/bin/pip install flask", []),
        ("base-image-eol", "FROM python:3.12-slim-buster", ["python:3.12-slim-buster"]),
        ("base-image-eol", "FROM node:22-alpine3.15", ["node:22-alpine3.15"]),
        ("base-image-eol", "FROM nvidia/cuda:11.8.0-base-ubuntu18.04", ["nvidia/cuda:11.8.0-base-ubuntu18.04"]),
        ("base-image-eol", "FROM mcr.microsoft.com/dotnet/aspnet:6.0", ["mcr.microsoft.com/dotnet/aspnet:6.0"]),
        ("base-image-eol", "FROM mcr.microsoft.com/dotnet/aspnet:10.0", []),
        ("base-image-eol", "FROM openjdk:8-jdk-alpine", ["openjdk:8-jdk-alpine"]),
        ("base-image-eol", "FROM adoptopenjdk:11", ["adoptopenjdk:11"]),
        ("base-image-eol", "FROM debian:13\nRUN curl -fsSL https://deb.nodesource.com/setup_16.x | bash -", ["deb.nodesource.com/setup_16.x"]),
        ("base-image-eol", "FROM python:3.13-slim-bookworm", []),
    ],
)  # fmt: skip
def test_found(rule, text, words):
    """What each rule stands on."""
    assert findings_of(text + "\n", rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (
            "package-unknown",
            "FROM debian:13\nRUN apt-get install -y libgl1-mesa-glx \\\n      curl\n",
            "FROM debian:13\nRUN apt-get install -y libgl1 \\\n      curl\n",
        ),
        (
            "program-missing",
            "FROM debian:13\nRUN apt-get update && apt-get install -y \\\n    tar \\\n    gzip\nRUN git clone x\n",
            "FROM debian:13\nRUN apt-get update && apt-get install -y \\\n    tar \\\n    gzip \\\n    git \\\n    ca-certificates\nRUN git clone x\n",
        ),
        (
            "program-missing",
            "FROM alpine:3.24\nHEALTHCHECK CMD curl -f http://127.0.0.1:8080/health\n",
            "FROM alpine:3.24\nHEALTHCHECK CMD wget -qO- http://127.0.0.1:8080/health\n",
        ),
        (
            "program-missing",
            "FROM alpine:3.24\r\nRUN bash -c true\r\n",
            "FROM alpine:3.24\r\nRUN apk add --no-cache bash\r\nRUN bash -c true\r\n",
        ),
        (
            "package-manager-mismatch",
            "FROM debian:13\nRUN apk add --no-cache build-base git\n",
            ("FROM debian:13\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends build-essential git \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"),
        ),
        (  # a RUN of one line does not show the line endings of its file
            "package-manager-mismatch",
            "FROM debian:13\r\nRUN apk add git\r\n",
            ("FROM debian:13\r\nRUN apt-get update \\\r\n    && apt-get install -y --no-install-recommends git \\\r\n"
            "    && rm -rf /var/lib/apt/lists/*\r\n"),
        ),
        ("build-broken-today", "FROM bitnami/node:18.2\n", "FROM bitnamilegacy/node:18.2\n"),
        ("base-image-eol", "FROM openjdk:11-jre-slim\n", "FROM eclipse-temurin:11-jre\n"),
        ("base-image-eol", "FROM python:3.12-slim-buster\n", "FROM python:3.12-slim-bookworm\n"),
    ],
)  # fmt: skip
def test_fixed(rule, text, expected):
    """What the fix makes of the text."""
    assert fixed(text, rule) == expected
