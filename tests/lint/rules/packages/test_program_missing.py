"""`program-missing`: a program that is called and is not in the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed, problems_of

if TYPE_CHECKING:
    from pathlib import Path


RULE = "program-missing"
START = 'COPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n'
TINI = "RUN apt-get update && apt-get install -y --no-install-recommends tini\n"


SCRIPTS = {
    "a start script": (START, "#!/bin/sh\nset -e\ncurl -f x\nexec \"$@\"\n", ["/start.sh"]),
    "a start script behind tini": (TINI + 'COPY start.sh /\nENTRYPOINT ["tini", "--", "/start.sh"]\n', "#!/bin/sh\ngit x\n", ["/start.sh"]),
    "a start script that a shell reads": ('COPY start.sh /a/\nWORKDIR /a\nCMD ["sh", "start.sh"]\n', "git x\n", ["start.sh"]),
    "found by PATH": ('COPY start.sh /usr/local/bin/\nCMD ["start.sh"]\n', "#!/bin/bash\nps aux\n", ["start.sh"]),
    "a build script": ("COPY . /a/\nRUN /a/start.sh\n", "#!/bin/sh\nmake all\n", ["/a/start.sh"]),
    "a build script that a shell reads": ("WORKDIR /a\nCOPY start.sh .\nRUN bash start.sh\n", "make all\n", ["start.sh"]),
    "a check": ("COPY start.sh /\nHEALTHCHECK CMD /start.sh || exit 1\n", "#!/bin/sh\ncurl -f x\n", ["/start.sh"]),
    "its interpreter": (START, "#!/bin/bash\ntrue\n", []),
    "an interpreter that is not there": (START, "#!/usr/bin/env python3\nprint()\n", ["/start.sh"]),
    "a shell reads it, whatever it names": ('COPY start.sh /\nCMD ["sh", "/start.sh"]\n', "#!/usr/bin/env python3\n", []),
    "it is installed": ("RUN apt-get update && apt-get install -y curl\n" + START, "#!/bin/sh\ncurl x\n", []),
    "the script asks first": (START, "#!/bin/sh\nif command -v curl; then curl x; fi\ncurl y\n", []),
    "in a branch": (START, "#!/bin/sh\nif [ $1 ]; then curl x; fi\n", []),
    "something stands in for it": (START, "#!/bin/sh\ncurl x || wget x || true\n", []),
    "its own function": (START, "#!/bin/sh\ncurl() { true; }\ncurl x\n", []),
    "it installs by itself": (START, "#!/bin/sh\napt-get install -y curl\ncurl x\n", []),
    "it reads another file": (START, "#!/bin/sh\n. /lib.sh\ncurl x\n", []),
    "a script of Python": (
        "RUN apt-get update && apt-get install -y python3\n" + START,
        "#!/usr/bin/env python3\ncurl = 1\n",
        [],
    ),
    "a file that another RUN writes over": ("COPY start.sh /other.sh\n" + 'CMD ["/start.sh"]\n', "#!/bin/sh\ncurl x\n", []),
    "lines end as on Windows": (START, "#!/bin/sh\r\ncurl x\r\n", ["/start.sh"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "script", "words"), SCRIPTS.values(), ids=SCRIPTS.keys())
def test_scripts(tmp_path: Path, lines: str, script: str, words: list[str]) -> None:
    text = "FROM debian:13-slim\n" + lines
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "start.sh").write_bytes(script.encode())
    context = context_of(tmp_path / "Dockerfile", text, {})
    assert [word.strip('"') for word in findings_of(text, RULE, context)] == words


def test_bash_that_alpine_does_not_have(tmp_path: Path) -> None:
    text = "FROM node:24-alpine\n" + START
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "start.sh").write_text("#!/bin/bash\nexec node a.js\n", encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", text, {})
    assert findings_of(text, RULE, context) == ['"/start.sh"']
    assert "RUN apk add --no-cache bash\n" in fixed(text, RULE, context=context)


def test_the_line_is_reported_and_the_package_installed(tmp_path: Path) -> None:
    text = "FROM debian:13-slim\n" + START
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "start.sh").write_text("#!/bin/sh\n\ncurl x\n", encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", text, {})
    (one,) = problems_of(text, RULE, context)
    assert (one.severity, *(dict(one.finding.facts)[name] for name in ("file", "line"))) == ("warning", "start.sh", 3)
    assert "apt-get install -y --no-install-recommends curl ca-certificates" in fixed(text, RULE, context=context)


@pytest.mark.parametrize(
    ("why", "lines", "words"),
    [
        ("a shell's text is looked into", 'CMD ["sh", "-c", "curl x"]', ["curl"]),
        ("also in a check", 'HEALTHCHECK CMD ["sh", "-c", "curl x || exit 1"]', ["curl"]),
        ("also within quotes of a shell form", "HEALTHCHECK CMD bash -c 'curl x | grep y'", ["curl"]),
        ("a bundle of options may hold the c", 'RUN bash -ec "cd /x && git clone y"', ["git"]),
        ("the text installs it first", "RUN bash -c 'apt-get update && apt-get install -y git && git clone y'", []),
        ("the text asks first", "RUN sh -c 'command -v git || exit 0; git clone y'", []),
        ("a backslash before the newline is the shell's", 'RUN bash -c "\\\\\n  git clone y"', []),
        ("a path is the same program", "RUN /usr/bin/git clone y", ["/usr/bin/git"]),
        ("an init program starts it", TINI + 'ENTRYPOINT ["tini", "--", "curl"]', ["curl"]),
        (
            "CMD names it for the init program",
            TINI + 'ENTRYPOINT ["tini", "-g", "--"]\nCMD ["redis-server"]',
            ["redis-server"],
        ),
        (
            "an init program starts a shell, whose text is looked into",
            TINI + 'ENTRYPOINT ["tini", "--", "sh", "-c", "git pull && x"]',
            ["git"],
        ),
        ("env starts it", 'ENTRYPOINT ["/usr/bin/env", "node", "a.js"]', ["node"]),
        ("CMD is an argument of another program", 'COPY x /x\nENTRYPOINT ["/x"]\nCMD ["git"]', []),
        ("also of one that is there", 'ENTRYPOINT ["echo"]\nCMD ["node"]', []),
    ],
)
def test_shells_and_init_programs(why, lines: str, words: list[str]) -> None:
    text = f"FROM debian:13-slim\n{lines}\n"
    assert [word.strip('"') for word in findings_of(text, RULE)] == words, why


GEMFILES = {
    "a gem's repository": ('gem "a", git: "https://x/a.git"\n', ["bundle"]),
    "a gem of GitHub": ('gem "a", github: "x/a"\n', ["bundle"]),
    "the older form": ('gem "a", :git => "https://x/a.git"\n', ["bundle"]),
    "a block": ('git "https://x/a.git" do\n  gem "a"\nend\n', ["bundle"]),
    "a gem of that name": ('gem "git"\ngem "github_api"\n', []),
    "a remark": ('# gem "a", git: "x"\n', []),
}


@pytest.mark.parametrize(("gemfile", "words"), GEMFILES.values(), ids=GEMFILES.keys())
def test_git_that_bundler_calls(tmp_path: Path, gemfile: str, words: list[str]) -> None:
    text = "FROM ruby:3.4-slim\nWORKDIR /a\nCOPY Gemfile ./\nRUN bundle install\n"
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "Gemfile").write_text(gemfile, encoding="utf-8")
    assert findings_of(text, RULE, context_of(tmp_path / "Dockerfile", text, {})) == words


@pytest.mark.parametrize(
    ("why", "more", "variant"),
    [
        ("the right side alone decides how a RUN ends", "", "packaged-piped"),
        ("pipefail ends it", 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n', "packaged"),
    ],
)
def test_the_left_side_of_a_pipe(why: str, more: str, variant: str) -> None:
    text = f"FROM debian:13-slim\n{more}RUN curl -fsSL https://example.com/a.sh | sh -\n"
    assert [one.finding.variant for one in problems_of(text, RULE)] == [variant], why
