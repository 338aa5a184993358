"""Makes the packaged data on Alpine's packages from its public indices: `refresh_alpine.py RELEASE INDEX...`.

INDEX is an APKINDEX of a release, as it is or as APKINDEX.tar.gz: that of `main`, and of `community` where it is at hand
(dl-cdn.alpinelinux.org/alpine/vRELEASE/main/x86_64/APKINDEX.tar.gz). Taken are names, numbers and relations only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import lzma
import re
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "server" / "gorae" / "packages" / "data" / "alpine.xz"
_NAME = re.compile(r"[=<>~@]")


def entries(path: Path) -> list[dict[str, str]]:
    """Return the entries of an index, by their one-letter fields."""
    body = path.read_bytes()
    if path.name.endswith(".gz"):
        with tarfile.open(fileobj=io.BytesIO(body)) as archive:
            member = archive.extractfile("APKINDEX")
            body = member.read() if member is not None else b""
    blocks = body.decode("utf-8").split("\n\n")
    rows = [dict(line.split(":", 1) for line in block.split("\n") if line[1:2] == ":") for block in blocks]
    return [row for row in rows if "P" in row]


def main() -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("release")
    parser.add_argument("indices", type=Path, nargs="+")
    given = parser.parse_args()
    known = {row["P"]: row for path in given.indices for row in entries(path)}
    providers: dict[str, list[str]] = defaultdict(list)
    for name, row in known.items():
        for one in row.get("p", "").split():
            providers[_NAME.split(one)[0]].append(name)
    for rows in providers.values():
        # apk takes the one of the highest priority; without one, the name that is nearest.
        rows.sort(key=lambda name: (-int(known[name].get("k", 0)), len(name), name))
    newest = max(int(row.get("t", 0)) for row in known.values())
    about = {
        "source": f"Alpine {given.release}'s package index ({len(given.indices)} of main, community; x86_64)",
        "date": dt.datetime.fromtimestamp(newest, dt.timezone.utc).date().isoformat(), "release": given.release,
        "licence": "facts of the index: names, numbers, relations",
    }  # fmt: skip
    lines = [json.dumps(about, ensure_ascii=False)]
    for name, row in sorted(known.items()):
        wanted = [_NAME.split(one)[0] for one in row.get("D", "").split() if not one.startswith("!")]
        needs = dict.fromkeys(one if one in known else next(iter(providers.get(one, ())), "") for one in wanted)
        own = [_NAME.split(one)[0] for one in row.get("p", "").split()]
        programs = sorted(one[4:] for one in own if one.startswith("cmd:"))
        virtual = sorted(one for one in own if ":" not in one and providers[one][0] == name and one not in known)
        size = int(row.get("I", 0)) // 1024
        needed = " ".join(sorted(one for one in needs if one and one != name))
        lines.append("\t".join((name, str(size), needed, " ".join(programs), " ".join(virtual), row.get("V", ""))))
    DATA.write_bytes(lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(len(known), DATA.stat().st_size, file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
