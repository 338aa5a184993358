"""What is known of a base image: what it is, its version and variant, support, platforms, how it starts."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from gorae import images
from gorae.facts.image import image_of
from gorae.facts.image_base import base_image
from gorae.images import versions
from gorae.reference import library
from gorae.reference.cards import bullets, card, code
from gorae.reference.phrases import listed, say
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from gorae.images import ImageReference
    from gorae.texts import Language, Page

_MOST_PLATFORMS = 4
_MOST_SIBLINGS = 5
# Publishers whose images have something in common, by the beginning of a name.
_FAMILIES = (
    ("gcr.io/distroless/", "distroless"),
    ("cgr.dev/", "chainguard"),
    ("registry.access.redhat.com/ubi", "ubi"),
    ("registry.redhat.io/ubi", "ubi"),
    ("redhat/ubi", "ubi"),
    ("mcr.microsoft.com/dotnet/", "dotnet"),
    ("mcr.microsoft.com/windows", "windows"),
    ("mcr.microsoft.com/devcontainers/", "devcontainers"),
    ("mcr.microsoft.com/vscode/devcontainers/", "devcontainers"),
    ("mcr.microsoft.com/playwright", "playwright"),
    ("mcr.microsoft.com/azurelinux/", "azurelinux"),
    ("nvidia/cuda", "cuda"),
    ("nvcr.io/nvidia/", "nvcr"),
    ("pytorch/pytorch", "pytorch"),
    ("tensorflow/tensorflow", "tensorflow"),
    ("rocm/", "rocm"),
    ("bitnami/", "bitnami"),
    ("bitnamilegacy/", "bitnami"),
    ("dhi.io/", "dhi"),
    ("oven/bun", "bun"),
    ("denoland/deno", "deno"),
    ("ghcr.io/astral-sh/uv", "uv"),
    ("jupyter/", "jupyter"),
    ("quay.io/jupyter/", "jupyter"),
    ("public.ecr.aws/lambda/", "lambda"),
    ("jenkins/jenkins", "jenkins"),
    ("grafana/grafana", "grafana"),
    ("quay.io/keycloak/keycloak", "keycloak"),
    ("linuxserver/", "linuxserver"),
    ("lscr.io/linuxserver/", "linuxserver"),
    ("balenalib/", "balena"),
    ("continuumio/", "conda"),
    ("condaforge/", "conda"),
    ("mambaorg/", "conda"),
    ("rockylinux/rockylinux", "rockylinux"),
    ("opensuse/", "opensuse"),
    ("ghcr.io/linuxserver/", "linuxserver"),
    ("tonistiigi/xx", "xx"),
    ("lukemathwalker/cargo-chef", "cargo-chef"),
    ("azul/zulu-openjdk", "zulu"),
    ("mcr.microsoft.com/mssql/", "mssql"),
    ("prom/prometheus", "prometheus"),
    ("postgis/postgis", "postgres"),
)


def page_name(reference: ImageReference) -> str | None:
    """The name of the page on the image or its family; None where there is none."""
    known = library.index()["images"]
    official = reference.official_name
    if official is not None:
        return official if official in known else None
    for start, name in _FAMILIES:
        if reference.familiar.startswith(start) and name in known:
            return name
    return None


def about(reference: ImageReference, language: Language, today: dt.date | None = None) -> str:
    """The hover of an image's name. `today` is for tests."""
    day = today or dt.datetime.now(tz=dt.timezone.utc).date()
    name = page_name(reference)
    found = library.page("images", name, language) if name is not None else None
    parts = [" ".join((_publisher(reference, language), found.text("summary") if found is not None else "")).rstrip()]
    # What is asked most comes first: an editor shows about a dozen lines.
    lines = [
        *_version(reference, language, day),
        *_holds(reference, language),
        *_runs(reference, found, language),
        *_others(reference, language),
    ]
    parts.append(bullets(lines))
    if found is not None and found.body.strip():
        parts.append(found.body.strip().split("\n\n")[0])
    if reference.is_official and images.tags(reference.name):
        parts.append(f"*{_age(language, day)}*")
    links = [f"images/{name}"] if name is not None and found is not None and "\n\n" in found.body.strip() else []
    written = reference.text if len(reference.text) < 90 else f"{reference.text[:80]}…"
    source = found.text("source") if found is not None else ""
    return card(code(written), [part for part in parts if part], language, [*links, "concepts/base-images"], source)


def _publisher(reference: ImageReference, language: Language) -> str:
    if reference.is_official:
        return say("image-official", language)
    if reference.domain == images.DOCKER_HUB:
        return say("image-of-namespace", language, namespace=code(reference.namespace))
    return say("image-of-registry", language, registry=code(reference.domain))


def _version(reference: ImageReference, language: Language, today: dt.date) -> list[str]:
    lines = []
    tag = reference.tag
    if reference.digest:
        lines.append(say("image-digest", language))
    elif not tag:
        lines.append(say("image-untagged", language))
    elif tag == "latest":
        lines.append(say("image-latest", language))
    name = reference.official_name
    if tag:
        lines += _variants(tag, language)
    if name is None or not images.tags(name):
        return lines
    if tag and not versions.is_known(name, tag) and not reference.digest:
        if versions.is_newer(name, tag):
            lines.append(say("image-tag-newer", language, tag=code(tag), date=versions.data_date().isoformat()))
        else:
            kind = "image-tag-never" if images.never_made(name, tag) else "image-tag-gone"
            # A short hover keeps its first lines, and that support has ended says more.
            known = versions.support(name, tag, today)
            ended = known is not None and known.over
            support = _support(name, tag, language, today)
            return [*lines, *support[:ended], say(kind, language, tag=code(tag)), *support[ended:]]
    return lines + _support(name, tag or "latest", language, today)


def _others(reference: ImageReference, language: Language) -> list[str]:
    """The same version's other tags, and platforms."""
    name, tag = reference.official_name, reference.tag
    if name is None or not images.tags(name):
        return []
    lines = []
    if tag and (others := [sentence for one in versions.siblings(name, tag) if (sentence := _sibling(one, language))]):
        lines.append(say("image-siblings", language, tags=", ".join(others[:_MOST_SIBLINGS])))
    platforms = versions.platforms(name, tag or "latest")
    if platforms:
        shown = listed([code(one) for one in platforms], language, _MOST_PLATFORMS)
        lines.append(say("image-platforms", language, platforms=shown))
    return lines


def _variants(tag: str, language: Language) -> list[str]:
    """The words behind the version, explained."""
    lines = []
    for word in versions.variant(tag) if versions.version(tag) else tuple(tag.split("-")):
        row = library.entry("variants", word, language) or library.entry(
            "variants", word.rstrip("0123456789."), language
        )
        if row is not None:
            lines.append(f"{code(word)}: {row.text}")
    return lines[:3]


def _sibling(tag: str, language: Language) -> str:
    """A tag of another variant with its variant in short; nothing for variants that no table knows."""
    words = versions.variant(tag)
    if not words:
        return code(tag)
    row = library.entry("variants", words[0], language)
    return f"{code(tag)} ({row.value})" if row is not None else ""


def _support(name: str, tag: str, language: Language, today: dt.date) -> list[str]:
    lines = []
    exact = versions.exact_tag(name, tag)
    if exact is not None:
        lines.append(say("image-exact", language, tag=code(exact)))
    known = versions.support(name, tag, today)
    if known is not None:
        if known.over:
            when = f" ({known.until.isoformat()})" if known.until is not None else ""
            lines.append(say("image-ended", language, version=known.cycle, when=when))
        elif known.until is not None:
            lines.append(say("image-supported", language, version=known.cycle, until=known.until.isoformat()))
    if known is not None and known.latest and exact is None and not tag.startswith(known.latest):
        lines.append(say("image-patch", language, version=known.cycle, patch=code(known.latest)))
    newest = versions.newest(name, today)
    if newest is not None and known is not None and newest != known.cycle:
        is_older = _numbers(newest) < _numbers(known.cycle)  # a release with long support, older than the one in use
        lines.append(say("image-long-supported" if is_older else "image-newest", language, tag=code(newest)))
    return lines


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _runs(reference: ImageReference, found: Page | None, language: Language) -> list[str]:
    """Its user, ports, entry point, as its page has them."""
    lines = []
    user = images.default_user(reference)
    provided = images.provided_user(reference)
    if user is not None:
        also = say("image-user-provided", language, user=code(provided)) if provided and user == "root" else ""
        lines.append(f"{say('image-user', language, user=code(user))} {also}".rstrip())
    if found is None:
        return lines
    told = [(key, found.text(key)) for key in ("start", "ports", "volumes")]
    return lines + [say(f"image-{key}", language, text=text) for key, text in told if text]


# What people miss most.
_MISSED = ("curl", "wget", "git", "gcc", "make", "bash", "ps", "ping", "python3", "unzip")


def _holds(reference: ImageReference, language: Language) -> list[str]:
    """Size, system, number of packages and what is not in it, where that is known."""
    base = base_image(reference)
    if base is None or base.system is None:
        return []
    image = image_of(base)
    lines = []
    system = f"{base.system.name.capitalize()} {base.system.release}"
    if image.release is not None and image.packages is not None:
        key = "image-holds" if base.size is not None else "image-holds-unsized"
        lines.append(say(key, language, size=size(base.size or 0), system=system, count=len(image.packages)))
    elif base.size is not None:
        lines.append(say("image-holds-plain", language, size=size(base.size), system=system))
    missing = [code(one) for one in _MISSED if image.has(one) is False]
    if missing:
        lines.append(say("image-lacks", language, programs=", ".join(missing)))
    return lines


def _age(language: Language, today: dt.date) -> str:
    date = versions.data_date()
    return say("image-age", language, date=date.isoformat(), days=max((today - date).days, 0))
