"""Keywords, with what usually follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.reference import library

if TYPE_CHECKING:
    from collections.abc import Collection

    from gorae.completion.place import Place
    from gorae.source import Span

# What is written behind the keyword; `$` is a gap for clients that know snippets.
_FORMS: dict[str, tuple[str, ...]] = {
    "FROM": ("${1:image}:${2:tag}", "${1:image}:${2:tag} AS ${3:builder}"),
    "RUN": ("${1:command}", "--mount=type=cache,target=${1:/root/.cache} ${2:command}", "<<EOF\n${1:commands}\nEOF"),
    "COPY": ("${1:source} ${2:./}", "--from=${1:builder} ${2:/path} ${3:/path}", "--chown=${1:app:app} ${2:.} ${3:.}"),
    "ADD": ("${1:https://} ${2:/path}", "--checksum=sha256:${1:sum} ${2:https://} ${3:/path}"),
    "CMD": ('["${1:program}", "${2:argument}"]',),
    "ENTRYPOINT": ('["${1:program}"]',),
    "ENV": ("${1:NAME}=${2:value}",),
    "ARG": ("${1:NAME}=${2:default}",),
    "LABEL": ('org.opencontainers.image.${1:title}="${2:value}"',),
    "WORKDIR": ("${1:/app}",),
    "USER": ("${1:app}",),
    "EXPOSE": ("${1:8080}",),
    "VOLUME": ('["${1:/data}"]',),
    "HEALTHCHECK": ("--interval=${1:30s} --timeout=${2:3s} CMD ${3:command} || exit 1", "NONE"),
    "SHELL": ('["/bin/bash", "-o", "pipefail", "-c"]',),
    "STOPSIGNAL": ("${1:SIGTERM}",),
    "ONBUILD": ("${1:RUN} ${2:command}",),
}
_DEPRECATED = "MAINTAINER"
# The order in which people look for them.
_ORDER = (
    "RUN", "COPY", "WORKDIR", "ENV", "ARG", "CMD", "ENTRYPOINT", "EXPOSE", "USER", "HEALTHCHECK", "LABEL", "ADD",
    "VOLUME", "SHELL", "STOPSIGNAL", "ONBUILD", "FROM", "MAINTAINER",
)  # fmt: skip


def items(place: Place, span: Span, without: Collection[str] = ()) -> list[Item]:
    """The keywords that may stand here; in the letters that the file uses."""
    lower = _is_lower(place)
    found = []
    in_stage = place.stage is not None or any(one.name == "FROM" for one in place.document.nodes[: place.index])
    for number, name in enumerate(_ORDER):
        if name in without:
            continue
        fits = in_stage or name in ("FROM", "ARG") or bool(without)
        order = "0" if name == "FROM" and not in_stage else "1" if fits else "8"
        found += _of(name, span, place, lower=lower, order=f"{order}{number:02}")
    return found


def _of(name: str, span: Span, place: Place, *, lower: bool, order: str) -> list[Item]:
    keyword = name.lower() if lower else name
    page = f"instructions/{name.lower()}"
    known = library.page("instructions", name.lower(), place.language)
    detail = known.text("summary") if known is not None else ""
    if name == _DEPRECATED:
        return [
            Item(
                keyword,
                "keyword",
                keyword + " ",
                span,
                detail=detail,
                sort="999",
                filter=keyword,
                page=page,
                deprecated=True,
            )
        ]
    found = [
        Item(
            keyword,
            "keyword",
            keyword + " ",
            span,
            detail=detail,
            sort=f"{order}0",
            filter=keyword,
            page=page,
            retrigger=True,
        )
    ]
    for number, form in enumerate(_FORMS.get(name, ()), 1):
        shown = f"{keyword} {_plain(form)}".split("\n", 1)[0]
        written = f"{keyword} {_cased(form, lower=lower)}"
        # Behind all keywords; what is typed is compared with the keyword, or `C` would find `RUN command`.
        sort = f"{'9' if order[0] == '8' else '5'}{order[1:]}{number}"
        found.append(
            Item(
                shown,
                "snippet",
                _plain(written),
                span,
                snippet=written,
                detail=detail,
                sort=sort,
                filter=keyword,
                page=page,
            )
        )
    return found


def _cased(form: str, *, lower: bool) -> str:
    return form.replace(" AS ", " as ").replace(" CMD ", " cmd ").replace("${1:RUN}", "${1:run}") if lower else form


def _plain(form: str) -> str:
    """The form without its gaps: `${1:image}` is `image`."""
    out, rest = "", form
    while "${" in rest:
        before, _, rest = rest.partition("${")
        gap, _, rest = rest.partition("}")
        out += before + gap.partition(":")[2]
    return out + rest


def _is_lower(place: Place) -> bool:
    """Whether the file's other keywords are in small letters; who types small ones still means the file's own."""
    others = [one.instruction for one in place.document.nodes if one.index != place.index or place.written is None]
    small = [one for one in others if one.is_lower_case]
    return len(small) * 2 > len(others)
