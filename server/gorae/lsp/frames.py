"""A stream of bytes cut into messages (LSP 3.17, "Base Protocol"), and the next message found behind a broken one.

A `Content-Length` that is wrong does not end the session: what stands before the next header, or before a pause, is
taken for the message where it is JSON, and is reported as lost where it is none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = re.compile(rb"content-length:", re.IGNORECASE)
_LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,10})[ \t]*$", re.IGNORECASE)
_LINE_END = re.compile(rb"\r?\n")
_FIELD = re.compile(rb"[!-9;-~]+:.*$", re.DOTALL)
# A client's headers are two short lines; more than this without their end is no header.
_LONGEST_HEADER_BYTES = 8_192
_LONGEST_MESSAGE_BYTES = 1 << 30


class Broken(NamedTuple):
    """Bytes that are no message, and a sentence that says why."""

    reason: str
    lost: bytes


class Message(NamedTuple):
    """A message as JSON, and a sentence where its length was wrong."""

    value: Any
    reason: str = ""


class Frames:
    """What came of a stream so far, and is no whole message yet."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._length = -1  # of the body that is waited for; -1: a header is; -2: no length is known

    @property
    def is_waiting(self) -> bool:
        """Whether a part of something has come."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> Iterator[Message | Broken]:
        """Takes bytes in; the messages that are whole now."""
        self._buffer += data
        before = None
        while self._buffer and before != (before := (len(self._buffer), self._length)):
            yield from self._header() if self._length == -1 else self._body()

    def pause(self) -> Iterator[Message | Broken]:
        """Nothing has come for a while: a body that is shorter than announced is taken as it is."""
        if self._length == -1 or not self._buffer:
            return
        value = _parsed(self._buffer)
        if not isinstance(value, Broken):
            yield Message(value.value, "a Content-Length that is too large")
        elif self._length == -2:
            yield value
        else:
            return  # a slow client: the rest will come
        self._buffer.clear()
        self._length = -1

    def _header(self) -> Iterator[Broken]:
        """Reads the header; sets how many bytes the body has."""
        end, body = _header_end(self._buffer)
        if end < 0:
            if len(self._buffer) > _LONGEST_HEADER_BYTES:
                self._length = -2
                yield Broken("a header without an end", bytes(self._buffer[:100]))
            return
        lines = _LINE_END.split(bytes(self._buffer[:end]).strip(b"\r\n"))
        del self._buffer[:body]
        lengths = [int(found[1]) for line in lines if (found := _LENGTH.search(line))]
        wrong = [line for line in lines if not _FIELD.match(line)]
        self._length = lengths[-1] if lengths and lengths[-1] <= _LONGEST_MESSAGE_BYTES else -2
        if wrong:
            yield Broken("bytes between two messages", b" ".join(wrong))
        elif self._length == -2:
            yield Broken("a header without a usable Content-Length", b"")

    def _body(self) -> Iterator[Message | Broken]:
        length = self._length
        if length >= 0:
            if len(self._buffer) < length:
                return
            value = _parsed(self._buffer[:length])
            behind = self._buffer[length : length + 15]
            # Bytes that are no JSON end here where nothing or a header is behind them, and no header inside of them.
            is_alone = not behind or _HEADER.match(behind)
            if isinstance(value, Message) or (is_alone and not _HEADER.search(self._buffer, 0, length)):
                del self._buffer[:length]
                self._length = -1
                yield value
                return
        header = _HEADER.search(self._buffer)
        if header is None:
            self._length = -2
            return
        value = _parsed(self._buffer[: header.start()])
        del self._buffer[: header.start()]
        self._length = -1
        yield value if isinstance(value, Broken) else Message(value.value, "a Content-Length that is wrong")


def _header_end(data: bytearray) -> tuple[int, int]:
    """Where a header ends and where its body begins; -1 where no empty line is there yet.

    Lines that end in a bare line feed are taken as well: small clients write them.
    """
    longest = _LONGEST_HEADER_BYTES + 4
    ends = [
        (found, found + len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (found := data.find(mark, 0, longest)) >= 0
    ]
    return min(ends, default=(-1, -1))


def _parsed(data: bytes | bytearray) -> Message | Broken:
    try:
        return Message(json.loads(bytes(data)))
    except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, a number or a depth beyond Python's limits
        return Broken(f"no JSON: {error}"[:200], bytes(data))
