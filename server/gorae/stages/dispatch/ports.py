"""Ports as EXPOSE takes them (BuildKit, dockerfile2llb/convert_expose.go): `[[IP:]HOST:]CONTAINER[-LAST][/PROTOCOL]`."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

_NUMBER = re.compile(r"[+-]?\d+", re.ASCII)
_HIGHEST = 65535
_PROTOCOLS = frozenset(("", "tcp", "udp", "sctp"))


class Port(NamedTuple):
    """What the Engine makes of one word of EXPOSE."""

    refused: str = ""  # `empty`, `protocol`, `address`, `port`, `range`, `host`, `ranges`; empty: it is a port
    has_host: bool = False  # a host's port or address stands before it, which EXPOSE does not use
    has_capitals: bool = False  # in its protocol


def parse_port(text: str) -> Port:
    """Reads one word."""
    parts = text.split(":")
    container = parts[-1]
    host = parts[-2] if len(parts) > 1 else ""
    address = ":".join(parts[:-2])
    number, _, protocol = container.partition("/")
    if not number:
        return Port("empty")
    if protocol.lower() not in _PROTOCOLS:
        return Port("protocol")
    port = Port("", bool(address or host), protocol != protocol.lower())
    if address and not _is_address(address):
        return port._replace(refused="address")
    ports = _range(number)
    if ports is None:
        return port._replace(refused="range" if "-" in number.lstrip("-") else "port")
    if host:
        hosts = _range(host)
        if hosts is None:
            return port._replace(refused="host")
        if ports[1] - ports[0] not in (0, hosts[1] - hosts[0]):
            return port._replace(refused="ranges")
    return port


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.removeprefix("[").removesuffix("]") if text.startswith("[") else text)
    except ValueError:
        return False
    return True


def _range(text: str) -> tuple[int, int] | None:
    first, dash, last = text.partition("-")
    start = _number(first)
    end = _number(last) if dash and first != last else start
    if start is None or end is None or end < start:
        return None
    return start, end


def _number(text: str) -> int | None:
    if _NUMBER.fullmatch(text) is None:
        return None
    number = int(text)
    return number if 0 <= number <= _HIGHEST else None
