#!/usr/bin/env python3
"""Asks this server and rcjsuen's `docker-langserver` the same at every word of a folder of Dockerfiles.

    compare_peer.py FOLDER [--most N] [--show N] [--peer COMMAND]

The peer is npm's `dockerfile-language-server-nodejs`; `--peer` says how it is started. Answers are counted: both alike,
only one answers, both with different ranges. Each difference is put down to one of the reasons in `REASONS`; what none
explains is printed, and ends the run with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from gorae.context.dockerfiles import is_dockerfile
from gorae.facts.scripts import script
from gorae.images import parse_reference
from gorae.navigation import named_at
from gorae.stages import build
from gorae.syntax import parse

AT_WORDS = ("definition", "documentHighlight", "prepareRename", "hover", "signatureHelp", "completion")
OF_DOCUMENTS = ("documentSymbol", "foldingRange", "documentLink", "formatting", "semanticTokens/full")
SOME = 20  # hover, signatures and completion are asked for at each twentieth word
WORD = re.compile(r"[\w]+")


class Server:
    """A language server over standard input and output."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.last = 0
        text = {
            "rename": {"prepareSupport": True},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "semanticTokens": {"requests": {"full": True}, "tokenTypes": [], "tokenModifiers": [], "formats": []},
        }
        self.ask([("initialize", {"processId": None, "rootUri": None, "capabilities": {"textDocument": text}})])
        self.write({"method": "initialized", "params": {}})

    def write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def read(self) -> dict[str, Any]:
        length = 0
        while (line := self.process.stdout.readline()).strip():
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
        if not line:
            raise EOFError
        return json.loads(self.process.stdout.read(length))

    def ask(self, requests: list[tuple[str, Any]]) -> list[Any]:
        """The results in order; an error is None, as the editor shows nothing then."""
        answers: dict[int, Any] = {}
        first = self.last + 1
        for start in range(0, len(requests), 50):  # pipes are small
            some = requests[start : start + 50]
            for method, params in some:
                self.last += 1
                self.write({"id": self.last, "method": method, "params": params})
            self.process.stdin.flush()
            while any(number not in answers for number in range(first + start, first + start + len(some))):
                message = self.read()
                if "method" in message and "id" in message:
                    self.write({"id": message["id"], "result": None})
                    self.process.stdin.flush()
                elif "id" in message and "method" not in message:
                    answers[message["id"]] = message.get("result")
        return [answers[number] for number in range(first, first + len(requests))]

    def open(self, uri: str, text: str) -> None:
        item = {"uri": uri, "languageId": "dockerfile", "version": 1, "text": text}
        self.write({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def close(self, uri: str) -> None:
        self.write({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})


def main() -> int:
    """Compares; prints a table and what nothing explains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--show", type=int, default=20, help="unexplained differences that are printed")
    parser.add_argument("--peer", default="docker-langserver --stdio")
    parser.add_argument("--seconds", type=float, help="ends after the file at which so much time has gone by")
    options = parser.parse_args()
    ours = Server([sys.executable, "-m", "gorae.cli.main", "server", "--stdio"])
    theirs = Server(options.peer.split())
    table: Counter[tuple[str, str]] = Counter()
    unexplained = 0
    files = [file for file in options.folder.rglob("*") if file.is_file() and is_dockerfile(file.name)]
    # In an order that has nothing to do with names, so that the first ones are a sample of all.
    files.sort(key=lambda file: hashlib.sha1(str(file).encode(), usedforsecurity=False).hexdigest())
    began = time.monotonic()
    for number, file in enumerate(files[: options.most]):
        if options.seconds and time.monotonic() - began > options.seconds:
            print(f"{number} files in {options.seconds} s")
            break
        text = file.read_bytes().decode("utf-8", "replace")
        requests = list(_requests(text, "untitled:Dockerfile"))
        asked = [(method, params) for method, _, params in requests]
        ours.open("untitled:Dockerfile", text)
        mine = ours.ask(asked)
        ours.close("untitled:Dockerfile")
        try:
            theirs.open("untitled:Dockerfile", text)
            other = theirs.ask(asked)
            theirs.close("untitled:Dockerfile")
        except (EOFError, BrokenPipeError):
            table[("process", "the peer's process ended")] += 1
            print("ended:", file)
            theirs.start()
            continue
        judge = Judge(text)
        for (method, offset, _), one, two in zip(requests, mine, other, strict=True):
            outcome = judge.outcome(method.removeprefix("textDocument/"), offset, one, two)
            table[(method.removeprefix("textDocument/"), outcome)] += 1
            if outcome.startswith("?"):
                unexplained += 1
                if unexplained <= options.show:
                    line = text.count("\n", 0, offset) + 1 if offset is not None else 0
                    print(f"{file}:{line} {method} {judge.word(offset)!r}\n  ours {_short(one)}\n  peer {_short(two)}")
    for (method, outcome), count in sorted(table.items()):
        print(f"{method:22} {count:7} {outcome}")
    return 1 if unexplained else 0


def _requests(text: str, uri: str) -> Any:
    document = {"textDocument": {"uri": uri}}
    for method in OF_DOCUMENTS:
        more = {"options": {"tabSize": 4, "insertSpaces": True}} if method == "formatting" else {}
        yield f"textDocument/{method}", None, {**document, **more}
    start = 0
    words = 0
    for number, line in enumerate(text.split("\n")):
        for match in WORD.finditer(line):
            column = len(line[: match.start()].encode("utf-16-le")) // 2 + min(1, len(match[0]) - 1)
            words += 1
            for method in AT_WORDS if words % SOME == 0 else AT_WORDS[:3]:
                position = {"position": {"line": number, "character": column}}
                yield (
                    f"textDocument/{method}",
                    start + match.start() + min(1, len(match[0]) - 1),
                    {**document, **position},
                )
        start += len(line) + 1


def _short(answer: Any) -> str:
    return re.sub(
        r"\{'start': \{'line': (\d+), 'character': (\d+)\}, 'end': \{'line': (\d+), 'character': (\d+)\}\}",
        r"\1:\2-\3:\4", str(answer),
    )[:400]  # fmt: skip


def _ranges(answer: Any) -> set[tuple[int, int, int, int]]:
    """All ranges of an answer, however deep."""
    found: set[tuple[int, int, int, int]] = set()
    waiting = [answer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if set(one) == {"start", "end"}:
                start, end = one["start"], one["end"]
                found.add((start["line"], start["character"], end["line"], end["character"]))
            else:
                waiting += one.values()
    return found


class Judge:
    """Why two answers for one text differ."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.build = build(parse(text))
        self.lines = text.split("\n")

    def word(self, offset: int | None) -> str:
        match = next(
            (one for one in WORD.finditer(self.text) if offset is not None and one.start() <= offset < one.end()), None
        )
        return match[0] if match else ""

    def outcome(self, method: str, offset: int | None, ours: Any, theirs: Any) -> str:
        if method in ("hover", "signatureHelp", "completion"):
            return self._presence(method, offset, ours, theirs)
        one, two = _ranges(ours), _ranges(theirs)
        if method == "semanticTokens/full":
            return "both answer" if ours and ours["data"] else "? none of ours"
        if method == "documentSymbol":
            missing = self._symbols(theirs) - self._symbols(ours)
            if missing and all(self.lines[line].startswith("#") for line in missing):
                return "it takes a comment with `=` for a parser directive"
            if missing and all(self.lines[line - 1].strip() == "\\" for line in missing):
                return "it takes a continuation alone for an instruction, the next line for another"
            return "? a symbol is missing" if missing else "each instruction is there"
        if method == "foldingRange":
            return self._folds(ours or [], theirs or [])
        if method == "documentLink":
            return self._links(ours or [], theirs or [])
        if method == "formatting":
            return (
                "the layouts differ by design (see compare_formatting)" if ours or theirs else "nothing to do for both"
            )
        if method == "prepareRename":
            one = {tuple(one)} if (one := self._range(ours)) else set()
            two = {tuple(two)} if (two := self._range(theirs)) else set()
        if one == two:
            return "alike" if one else "nothing for both"
        return self._names(method, offset or 0, one, two)

    @staticmethod
    def _range(answer: Any) -> tuple[int, ...] | None:
        if not answer:
            return None
        place = answer.get("range", answer)
        return (place["start"]["line"], place["start"]["character"], place["end"]["line"], place["end"]["character"])

    def _presence(self, method: str, offset: int | None, ours: Any, theirs: Any) -> str:
        def has(answer: Any) -> bool:
            if method == "completion":
                return bool(answer and (answer["items"] if isinstance(answer, dict) else answer))
            if method == "signatureHelp":
                return bool(answer and answer["signatures"])
            return bool(answer)

        if has(ours) == has(theirs):
            return "both answer" if has(ours) else "nothing for both"
        if has(ours):
            return "only ours answers"
        return self._only_theirs(method, offset or 0, theirs)

    def _only_theirs(self, method: str, offset: int, theirs: Any) -> str:
        if method == "completion":
            return "nothing is offered within a finished word, a comment or a heredoc's text"
        if method == "signatureHelp" and self._in_heredoc(offset):
            return "it takes a heredoc's text for arguments"
        if re.search(r"(\\\\|``)[ \t]*$", self.text[:offset], re.MULTILINE):
            return "it goes on behind a doubled escape character, which continues nothing"
        return "? only the peer answers"

    def _in_heredoc(self, offset: int) -> bool:
        node = self.build.document.node_at(offset)
        return node is not None and any(
            node.to_document(heredoc.body).holds(offset) for heredoc in node.instruction.heredocs
        )

    def _is_script_comment(self, node: Any, offset: int) -> bool:
        """Whether the place is behind a `#` that begins a line of a heredoc's script."""
        start = self.text.rfind("\n", 0, offset) + 1
        return self._in_heredoc(offset) and self.text[start:offset].lstrip().startswith("#")

    def _symbols(self, rows: Any) -> set[int]:
        """The lines that symbols begin in, those within others too."""
        found = set()
        for row in rows or []:
            place = row.get("range") or row["location"]["range"]
            found |= {place["start"]["line"]} | self._symbols(row.get("children"))
        return found

    def _folds(self, ours: list[Any], theirs: list[Any]) -> str:
        def lines(rows: list[Any]) -> set[tuple[int, int]]:
            return {(row["startLine"], row["endLine"]) for row in rows}

        missing = lines(theirs) - lines(ours)
        if not missing:
            return "ours has all of its folds"
        for start, end in missing:
            if any(fold[0] <= start and fold[1] >= end for fold in lines(ours)):
                continue
            if self._in_heredoc(sum(len(line) + 1 for line in self.lines[:start]) + 1):
                continue
            if all(not line.strip() or line.lstrip().startswith("#") for line in self.lines[start : end + 1]):
                continue
            if re.search(r"(\\\\|``)[ \t]*$", "\n".join(self.lines[start : end + 1]), re.MULTILINE):
                return "it goes on behind a doubled escape character, which continues nothing"
            return f"? a fold is missing: {start}-{end}"
        return "it folds comments over blank lines, or within a heredoc's text"

    def _links(self, ours: list[Any], theirs: list[Any]) -> str:
        mine = {tuple(self._range(row) or ()) for row in ours}
        for row in theirs:
            place = self._range(row)
            if place in mine:
                continue
            line = self.lines[place[0]]
            known = ("gcr.io", "public.ecr", "pkg.dev", "localhost", "nvcr.io", "registry.", "docker.io", "cgr.dev")
            written = line[place[1] : place[3]]
            if written == "scratch" or parse_reference(written) is None:
                continue  # the page of what cannot be pulled, or is no image reference
            if "$" in line or "{" in line:
                continue  # it links the variable's name
            if any(mark in line for mark in known) or re.search(r"[\w-]+\.[\w.-]+(?::\d+)?/", line):
                continue  # it takes another registry's path for Docker Hub's
            if any(one[0] == place[0] for one in mine) or line[place[3] :][:1] in (":", "@"):
                continue  # behind the name: a tag or a digest that none can be, a template's gap
            return f"? a link is missing: {line}"
        return "ours has all of its right links"

    def _names(self, method: str, offset: int, one: set[Any], two: set[Any]) -> str:
        node = self.build.document.node_at(offset)
        found = named_at(self.build, offset)
        if node is None:
            return "? outside of instructions"
        written = node.instruction.text
        here = offset - node.start
        texts = [self._written(place) for place in two]
        cut = [text for text in texts if re.fullmatch(r"\w+[^\w\s$]+.*", text) and "}" not in text]
        if method != "definition" and any(f"${{{text}" in self.text for text in cut):
            return "it takes a modifier for part of a variable's name"
        is_argument = all(re.fullmatch(r"[\d*@#?!-]+", text) for text in texts) or self.word(offset).isdecimal()
        if two and is_argument and (found is None or found[0].kind != "stage"):
            return "it takes a script's arguments (`$1`) for variables"
        if two and self._is_written_as_it_is(node, here):
            return "a heredoc of COPY with a quoted name is a file's text: the build fills nothing in"
        if not two:
            return "only ours answers: stages by number, mounts, inherited variables, shells' scripts"
        if not one:
            if found is not None and method == "prepareRename":
                return "ours says why the name must stay"
            if found is not None and method == "definition" and not found[0].declarations:
                return "it finds a definition of a variable that no instruction of the stage sets"
            if self._quoted(node, here):
                return "a shell fills nothing in between single quotes"
            dialect = self.build.scope_of(node).dialect
            if dialect not in ("sh", "bash") or all(text == "env" for text in texts):
                return "a variable of PowerShell's own, or of a shell that is not read, is none of ARG or ENV"
            if found is None and self._own(node, self.word(offset)):
                return "the script sets the variable itself"
            if node.instruction.form == "exec" or (
                node.instruction.trigger and node.instruction.trigger.form == "exec"
            ):
                return "no shell fills the exec form in"
            if "\\$" in written or "$$" in written or "`$" in written:
                return "an escaped `$` names nothing"
            if any(span.holds(here) for span in node.instruction.comments) or self._is_script_comment(node, offset):
                return "a comment names nothing"
            if node.name in ("ARG", "ENV") and node.instruction.issues:
                return "a word of ENV without `=`, which the build refuses, declares nothing"
            return "? only the peer answers"
        if one > two:
            return "ours has more places: other scopes, stages by number, mounts, heredocs"
        if method == "definition" and found is not None:
            places = {self._offset(place) for place in one | two}
            if places <= {mention.span.start for mention in found[0].declarations}:
                return "ours leads to the ARG or ENV in force, the peer to another of the name"
        mine = {mention.span.start for mention in found[0].mentions} if found is not None else set()
        if found is not None and not any(self._offset(place) in mine for place in two - one):
            return "it counts single quotes, exec forms, what a script sets itself, or another stage's name"
        if node.name in ("ARG", "ENV") and node.instruction.issues:
            return "a word of ENV without `=`, which the build refuses, declares nothing"
        return "? different ranges"

    def _written(self, place: tuple[int, int, int, int]) -> str:
        line = self.lines[place[0]]
        return line[place[1] : place[3]] if place[0] == place[2] else line[place[1] :]

    def _offset(self, place: tuple[int, int, int, int]) -> int:
        return sum(len(line) + 1 for line in self.lines[: place[0]]) + place[1]

    @staticmethod
    def _is_written_as_it_is(node: Any, at: int) -> bool:
        inner = node.instruction.trigger or node.instruction
        return inner.name in ("ADD", "COPY") and any(
            not heredoc.expand and heredoc.body.holds(at) for heredoc in node.instruction.heredocs
        )

    def _quoted(self, node: Any, at: int) -> bool:
        text = node.instruction.text
        return any(match.start() < at < match.end() for match in re.finditer(r"'[^']*'", text))

    def _own(self, node: Any, name: str) -> bool:
        return name in script(node.instruction, self.build.scope_of(node)).assigned


if __name__ == "__main__":
    raise SystemExit(main())
