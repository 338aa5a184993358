#!/usr/bin/env python3
"""Measures language servers for Dockerfiles side by side, interleaved, in one run (standard library only).

    lsp_bench.py [options] NAME=COMMAND [NAME=COMMAND ...]
    lsp_bench.py --json out.json gorae='gorae server' docker='docker-langserver --stdio' tally='tally lsp --stdio'

The first server is what the others are compared with, unless --reference names another.

What a row means (all times in milliseconds, from the moment before the last byte is written to the server's
standard input to the moment its answer's last byte was read, before the answer is decoded):
  start.initialize / start.diagnostics   process made -> answer to `initialize` / first diagnostics of a 60-line file
  key        one character typed inside a RUN's text -> diagnostics of that version of the text
  … cpu      the time on the processor that the server takes for it, which a busy machine does not change
  enter      one line break typed near the top (every range below moves) -> diagnostics of that version
  appears    `MAINTAINER x` is written on an empty line -> the first diagnostics that differ for that line; removed ->
             the first that are as before. Much slower than `key`: what `key` saw was not yet the truth.
  burst      10 keys a second, no waiting: the last key -> diagnostics of the last version; `burst hover`: a hover in
             the middle between two of those keys
  hover, codeAction, semanticTokens, documentSymbol and the like   after one key and its diagnostics; definition,
  documentHighlight, references, prepareRename, rename at a variable's name that a RUN uses
  completion right after one key, not waiting for its diagnostics
  many       the same as key with 100 open documents; `many open`: didOpen of the first -> diagnostics of the last
  rss        MiB of the server and its children: after the first file's warm-up, after 2,000 edits, with 100 documents
Diagnostics may be pushed (with or without a version) or pulled (`textDocument/diagnostic`); each server is used the
way it answers. No answer within --timeout counts as infinitely slow and is shown as t/o, never left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import sys

from bench_state import Bench
from measurements import cold, sessions
from tables import show


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--reference", help="name of the server that the ratios are of (default: the first)")
    parser.add_argument("--sizes", default="60,600,3500")
    parser.add_argument("--rounds", type=int, default=60, help="keys for each size and server")
    parser.add_argument("--warmup", type=int, default=30, help="keys for each size and server that are not counted")
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--bursts", type=int, default=3)
    parser.add_argument("--only", default="cold,keys,probe,burst,requests,rss,many", help="measurements, by comma")
    parser.add_argument("--pull", default="", metavar="NAME,…", help="servers to ask for diagnostics even if they push")
    parser.add_argument("--timeout", type=float, default=10, help="seconds after which an answer counts as missing")
    parser.add_argument("--seconds", type=float, default=0, help="after that, each measurement stops at 10 rounds")
    parser.add_argument("--limit", type=int, default=0, help="seconds after which it ends and shows what it has")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args(argv)
    options.only = set(options.only.split(","))
    options.pull = {name: True for name in options.pull.split(",") if name}
    return options


def measure(options: argparse.Namespace) -> dict:
    import tempfile

    commands = {}
    for item in options.servers:
        name, _, command = item.partition("=")
        commands[name] = shlex.split(command)
    with tempfile.TemporaryDirectory(prefix="lsp-bench-") as root:
        with open(os.path.join(root, ".tally.toml"), "w") as f:
            f.write("[file-validation]\nmax-file-size = 10000000\n")  # tally refuses files of over 100 KiB
        bench = Bench(commands, root, options)
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
        signal.alarm(options.limit)
        try:
            if "cold" in options.only:
                cold(bench, options.starts)
            if options.only - {"cold"}:
                sessions(bench, [int(s) for s in options.sizes.split(",")])
        except KeyboardInterrupt:  # what was measured until then is shown
            bench.say("interrupted: the table is not complete")
        finally:
            signal.alarm(0)
    return {"rows": bench.table(), "facts": bench.facts, "timeouts": bench.late()}


def main() -> int:
    options = arguments()
    result = measure(options)
    names = [item.partition("=")[0] for item in options.servers]
    print(show(result["rows"], names, options.reference or names[0]))
    for name, facts in result["facts"].items():
        print(f"{name}: " + ", ".join(f"{k}={v}" for k, v in facts.items()))
    if result["timeouts"]:
        print("no answer in time:", json.dumps(result["timeouts"]))
    if options.json:
        with open(options.json, "w") as f:
            json.dump(result, f, indent=1, ensure_ascii=False, default=str)
    return 1 if any("dead" in f for f in result["facts"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())
