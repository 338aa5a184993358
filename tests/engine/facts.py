"""What pages say that a build does, built by a real Engine: `verified-by: NAME` on a page names a fact of this table.

    python facts.py            builds them all, prints what came of each, and ends with 1 where one is otherwise
    --if-installed             installs no engine: says so and passes where there is none

The base is a few programs of the Engine's own Debian; nothing is pulled, and there is no network.
"""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from engine import Engine

BASE = "gorae-facts"
PROGRAMS = ("cat", "chmod", "chown", "dash", "echo", "false", "ls", "mkdir", "printf", "rm", "stat", "touch", "true")


class Fact(NamedTuple):
    """A build and what is seen of it: what `ask` prints in the image, words of the error that ends the build, what the
    container says that is started from it as it is or that `docker stop` ends, or what `docker save` gives away or does not."""

    text: str
    ask: str = ""
    seen: str = ""
    fails: str = ""
    starts: str = ""
    stopped: str | None = None
    kept: str = ""
    unkept: str = ""
    secret: str = ""  # what is mounted as `s`
    is_whole: bool = False  # no FROM is put above the text
    in_store: bool = False  # built by an Engine with containerd's image store
    files: tuple[tuple[str, str | bytes], ...] = ()


def _packed(mode: Literal["w", "w:gz", "w:bz2", "w:xz"]) -> bytes:
    """An archive of one file, `in`."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        about = tarfile.TarInfo("in")
        about.size = 2
        archive.addfile(about, io.BytesIO(b"1\n"))
    return made.getvalue()


_TRAPS = '["sh", "-c", "trap \\"echo got; exit\\" {}; while true; do true; done"]'
_SOME = (("a", "1\n"), ("b", "22\n"))
_WITH_GROUPS = (
    "RUN mkdir -p /etc && echo 'app:x:1000:1000::/:/bin/sh' > /etc/passwd && "
    "printf 'app:x:1000:\\nextra:x:2000:app\\n' > /etc/group\n"
)
_ARCHIVES = (
    ("a.tar", _packed("w")),
    ("b.tgz", _packed("w:gz")),
    ("c.tar.bz2", _packed("w:bz2")),
    ("d.tar.xz", _packed("w:xz")),
)
_PASSWD = (
    "RUN mkdir -p /etc && printf 'root:x:0:0::/:/bin/sh\\napp:x:1000:1000::/:/bin/sh\\n' > /etc/passwd"
    " && printf 'app:x:1000:\\ndocker:x:999:app\\n' > /etc/group\n"
)
_TRAP_SCRIPT = (("t", "trap 'echo got; exit' TERM; while true; do true; done\n"),)
_ONE_FILE = (("a.gz", gzip.compress(b"1\n")),)
FACTS: dict[str, Fact] = {
    "heredoc-keeps-carriage-returns": Fact("RUN <<EOF\r\nset -e\r\ntouch /a\r\nEOF\r\n", fails="Illegal option -"),
    "carriage-return-in-a-name": Fact("RUN <<EOF\r\ntouch /srv-a\r\nEOF\r\n", ask="for f in /srv-*; do printf '%s.' \"$f\"; done", seen="/srv-a\r."),
    "continued-lines-lose-carriage-returns": Fact("RUN true \\\r\n && touch /srv-a\r\n", ask="for f in /srv-*; do printf '%s.' \"$f\"; done", seen="/srv-a."),
    "heredoc-goes-on-after-a-failure": Fact("RUN <<EOF\nfalse\ntouch /a\nEOF\n", ask="ls /a", seen="/a\n"),
    "heredoc-with-set-e-stops": Fact("RUN <<EOF\nset -e\nfalse\ntouch /a\nEOF\n", fails="exit code: 1"),
    "heredoc-stops-under-a-shell-that-does": Fact('SHELL ["/bin/sh", "-ec"]\nRUN <<EOF\nfalse\ntouch /a\nEOF\n', fails="exit code: 1"),
    "heredoc-behind-a-command-is-not-run": Fact("RUN true && <<EOF\ntouch /a\nEOF\n", ask="ls -d /a*; true", seen=""),
    "heredoc-of-echo-is-not-run": Fact("RUN echo <<EOF\ntouch /a\nEOF\n", ask="ls -d /a*; true", seen=""),
    "heredoc-behind-a-space-is-not-copied": Fact("COPY << EOF /x/\na\nEOF\n", fails="not found"),
    "mount-in-a-stage-called-scratch-fails": Fact("FROM BASE AS scratch\nRUN --mount=type=tmpfs,target=/t true\n", fails="circular dependency detected on stage: scratch"),
    "linked-copy-knows-no-names-in-the-store": Fact("COPY --link --chown=app a /b\n", fails="invalid user index: -1", files=_SOME, in_store=True),
    "linked-copy-knows-no-groups-in-the-store": Fact("COPY --link --chown=1000:app a /b\n", fails="invalid user index: -1", files=_SOME, in_store=True),
    "linked-copy-takes-numbers-in-the-store": Fact("COPY --link --chown=1000:1000 a /b\n", ask="stat -c %u:%g /b", seen="1000:1000\n", files=_SOME, in_store=True),
    "linked-copy-with-a-mode-takes-names-in-the-store": Fact("COPY --link --chown=app --chmod=644 a /b\n", ask="cat /b", seen="1\n", files=_SOME, in_store=True),
    "linked-copy-takes-names-without-the-store": Fact("COPY --link --chown=app a /b\n", ask="cat /b", seen="1\n", files=_SOME),
    "first-copy-into-nothing-knows-no-names": Fact("FROM scratch\nCOPY --chown=app a /b\n", fails="invalid user index: -1", files=_SOME),
    "later-copy-into-scratch-belongs-to-root": Fact("FROM scratch AS s\nCOPY a /a\nCOPY --chown=app a /b\nFROM BASE\nCOPY --from=s /b /b\n", ask="stat -c %u:%g /b", seen="0:0\n", files=_SOME),
    "first-folder-into-nothing-is-a-file-system": Fact("FROM scratch AS s\nWORKDIR /w\nCOPY --chown=app a /b\nFROM BASE\nCOPY --from=s /b /b\n", ask="stat -c %u:%g /b", seen="0:0\n", files=_SOME),
    "first-copy-into-nothing-knows-root": Fact("FROM scratch\nCOPY --chown=root:root a /b\n", kept="COPY", files=_SOME),
    "port-before-a-modifier-is-lost": Fact("ARG P\nEXPOSE x${P:-80}\n", ask="echo built", seen="built\n"),
    "flag-ends-within-a-character": Fact("RUN --mount=type=cache,target=/전 true\n", fails="string field contains invalid UTF-8"),
    "flag-cut-within-a-character-copies-nothing": Fact("COPY --chown=전 a /x/\n", fails="not found", files=_SOME),
    "deleted-file-stays-in-its-layer": Fact("COPY key /key\nRUN rm /key\n", kept="hunter2", files=(("key", "hunter2\n"),)),
    "env-stays-in-the-configuration": Fact("ENV TOKEN=hunter2\nRUN unset TOKEN\n", kept="TOKEN=hunter2"),
    "argument-stays-in-the-history": Fact("ARG TOKEN=hunter2\nRUN true\n", kept="TOKEN=hunter2"),
    "command-stays-in-the-history": Fact("RUN echo hunter2\n", kept="echo hunter2"),
    "file-of-a-builder-stage-is-not-in-the-image": Fact("FROM BASE AS b\nCOPY key /key\nFROM BASE\n", unkept="hunter2", files=(("key", "hunter2\n"),)),
    "secret-mount-is-a-file": Fact("RUN --mount=type=secret,id=s [ \"$(cat /run/secrets/s)\" = hunter2 ]\n", ask="ls /run/secrets/s; echo built", seen="built\n", secret="hunter2"),
    "secret-mount-leaves-nothing": Fact("RUN --mount=type=secret,id=s cat /run/secrets/s\n", unkept="hunter2", secret="hunter2"),
    "stop-sends-term": Fact(f"CMD {_TRAPS.format('TERM')}\n", stopped="got\n"),
    "stop-signal-by-its-number": Fact(f"STOPSIGNAL 3\nCMD {_TRAPS.format('QUIT')}\n", stopped="got\n"),
    "stop-signal-by-its-short-name": Fact(f"STOPSIGNAL QUIT\nCMD {_TRAPS.format('QUIT')}\n", stopped="got\n"),
    "stop-signal-in-small-letters": Fact(f"STOPSIGNAL sigquit\nCMD {_TRAPS.format('QUIT')}\n", stopped="got\n"),
    "kill-is-not-caught": Fact(f"STOPSIGNAL SIGKILL\nCMD {_TRAPS.format('TERM QUIT')}\n", stopped=""),
    "stop-pauses-and-is-killed": Fact(f"STOPSIGNAL SIGSTOP\nCMD {_TRAPS.format('TERM CONT')}\n", stopped=""),
    "comment-lines-go-from-strings": Fact("RUN printf 'a\\n\\\n# b\\n\\\nc\\n' > /x\n", ask="cat /x", seen="a\nc\n"),
    "comment-lines-stay-in-heredocs": Fact("COPY <<EOF /x\na\n# b\nEOF\n", ask="cat /x", seen="a\n# b\n"),
    "run-of-an-empty-list-fails": Fact("RUN []\n", fails="arguments are required"),
    "tilde-is-no-home-in-workdir": Fact("WORKDIR ~/app\n", ask="pwd", seen="/~/app\n"),
    "home-is-not-set-in-workdir": Fact("WORKDIR $HOME/app\n", ask="pwd", seen="/app\n"),
    "env-of-itself-is-empty": Fact("ENV A=$A:x\n", ask="echo $A", seen=":x\n"),
    "platform-argument-is-empty-without-arg": Fact("COPY a /app-$TARGETARCH\n", ask="ls -d /app-*", seen="/app-\n", files=_SOME),
    "platform-argument-is-shadowed": Fact("ARG TARGETARCH=foo\nENV A=$TARGETARCH\n", ask="echo $A", seen="foo\n"),
    "copy-stays-in-the-context": Fact("COPY ../a /x\n", ask="cat /x", seen="1\n", files=_SOME),
    "copy-of-two-without-slash-leaves-the-last": Fact("COPY a b /x\n", ask="cat /x", seen="22\n", files=_SOME),
    "chmod-of-copy-reaches-new-folders": Fact("COPY --chmod=644 a /new/\n", ask="stat -c %a /new", seen="644\n", files=_SOME),
    "bind-mount-of-an-ignored-file-fails": Fact("RUN --mount=type=bind,source=a,target=/m cat /m\n", fails='"/a": not found', files=(*_SOME, (".dockerignore", "a\n"))),
    "copy-of-an-ignored-file-fails": Fact("COPY a /x\n", fails='"/a": not found', files=(*_SOME, (".dockerignore", "a\n"))),
    "copy-of-nothing-left-makes-an-empty-folder": Fact("COPY . /x/\n", ask="ls -A /x", seen="", files=(*_SOME, (".dockerignore", "*\n"))),
    "flag-is-read-byte-by-byte": Fact("RUN --mount=type=bind,source=a,target=/é ls -d /* > /seen\n", ask="cat /seen", seen="/bin\n/dev\n/etc\n/lib64\n/proc\n/sys\n/usr\n/Ã©\n", files=_SOME),
    "flag-ends-at-a-byte-that-is-a-blank": Fact("COPY --exclude=고래 . /x/\n", fails="lstat /래: no such file", files=_SOME),
    "flag-with-a-variable-keeps-characters": Fact("ARG D=/한글\nRUN --mount=type=bind,source=a,target=$D cat /한글 > /x\n", ask="cat /x", seen="1\n", files=_SOME),
    "excluded-name-is-read-byte-by-byte": Fact("COPY --exclude=한글 . /x/\n", ask="cat /x/한글", seen="1\n", files=(("한글", "1\n"),)),
    "owner-is-read-byte-by-byte": Fact("RUN mkdir -p /etc && echo '한글:x:5:7::/:/bin/sh' >> /etc/passwd\nCOPY --chown=한글 a /x\n", ask="stat -c %u:%g /x", seen="0:0\n", files=_SOME),
    "run-of-an-empty-name-fails": Fact('RUN [""]\n', fails='exec: "": executable file not found'),
    "shell-of-an-empty-name-fails": Fact('SHELL ["", "-c"]\nRUN true\n', fails="did not complete successfully"),
    "cmd-of-an-empty-name-does-not-start": Fact('CMD [""]\n', starts='exec: "": executable file not found'),
    "cmd-of-an-empty-word-does-not-start": Fact('CMD ""\n', starts="Permission denied"),
    "entrypoint-of-an-empty-string-is-none": Fact('ENTRYPOINT [""]\nCMD ["echo", "x"]\n', starts="x\n"),
    "add-unpacks-archives": Fact("ADD a.tar /a/\nADD b.tgz /b/\nADD c.tar.bz2 /c/\n", ask="ls /a /b /c", seen="/a:\nin\n\n/b:\nin\n\n/c:\nin\n", files=_ARCHIVES),
    # The Engine of this Debian has no xz beside it, and calls that program.
    "add-leaves-xz-where-the-host-has-none": Fact("ADD d.tar.xz /d/\n", ask="ls /d", seen="d.tar.xz\n", files=_ARCHIVES),
    "add-leaves-one-packed-file": Fact("ADD a.gz /x/\n", ask="ls /x", seen="a.gz\n", files=_ONE_FILE),
    "copy-unpacks-nothing": Fact("COPY a.tar /x/\n", ask="ls /x", seen="a.tar\n", files=_ARCHIVES),
    "relative-target-is-below-the-root-without-workdir": Fact("COPY a x/\n", ask="cat /x/a", seen="1\n", files=_SOME),
    "workdir-is-made": Fact("WORKDIR /new/folder\n", ask="ls -d /new/folder", seen="/new/folder\n"),
    "quoted-heredoc-keeps-variables": Fact("ENV A=1\nCOPY <<'EOF' /x\n$A \\n\nEOF\n", ask="cat /x", seen="$A \\n\n"),
    "plain-heredoc-replaces-variables": Fact("ENV A=1\nCOPY <<EOF /x\n$A\nEOF\n", ask="cat /x", seen="1\n"),
    "blank-line-in-an-instruction-is-passed-over": Fact("RUN touch /a1 \\\n\n && touch /a2\n", ask="ls -d /a1 /a2", seen="/a1\n/a2\n"),
    "old-form-takes-the-whole-line": Fact("ENV A 1 B 2\n", ask='echo "$A|$B"', seen="1 B 2|\n"),
    "old-form-takes-the-equals-sign": Fact("ENV A = b\n", ask='echo "$A"', seen="= b\n"),
    "misspelt-directive-is-a-comment": Fact("# sintax=docker/nothing:1\nFROM BASE\n", ask="echo built", seen="built\n"),
    "directive-below-a-comment-is-a-comment": Fact("# a note\n# escape=`\nFROM BASE\nRUN true \\\n && touch /a\n", ask="ls /a", seen="/a\n"),
    "check-below-a-comment-stops-nothing": Fact("# a note\n# check=error=true\nFROM BASE\nMAINTAINER x\n", ask="echo built", seen="built\n"),
    "check-stops-at-a-warning": Fact("# check=error=true\nFROM BASE\nMAINTAINER x\n", fails="lint violation found for rules: MaintainerDeprecated"),
    "onbuild-of-from-fails": Fact("ONBUILD FROM BASE\n", fails="FROM isn't allowed as an ONBUILD trigger"),
    "onbuild-of-onbuild-fails": Fact("ONBUILD ONBUILD RUN true\n", fails="Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"),
    "copy-of-a-path-that-scratch-lacks-fails": Fact("FROM scratch AS empty\nFROM BASE\nCOPY --from=empty /app /app\n", fails="lstat /app: no such file or directory"),
    "copy-from-its-own-stage-fails": Fact("FROM BASE AS own\nCOPY --from=own /a /b\n", fails="circular dependency detected"),
    "stages-that-need-each-other-fail": Fact("FROM BASE AS one\nCOPY --from=two /a /b\nFROM BASE AS two\nCOPY --from=one /a /b\n", fails="circular dependency detected on stage"),
    "copy-from-begins-at-the-root": Fact("FROM BASE AS builder\nWORKDIR /src\nRUN touch server\nFROM BASE\nCOPY --from=builder server /x\n", fails='"/server": not found'),
    "no-stage-fails": Fact("RUN true\n", fails="no build stage in current context", is_whole=True),
    "no-instruction-fails": Fact("# nothing\n", fails="file with no instructions", is_whole=True),
    "run-in-scratch-fails": Fact("FROM scratch\nRUN true\n", fails="no such file or directory"),
    "stage-names-are-lower-case": Fact("FROM BASE AS Build\nRUN touch /a\nFROM BASE\nCOPY --from=BUILD /a /x\n", ask="ls /x", seen="/x\n"),
    "last-stage-of-a-name-counts": Fact("FROM BASE AS one\nRUN echo 1 > /a\nFROM BASE AS one\nRUN echo 2 > /a\nFROM BASE\nCOPY --from=one /a /x\n", ask="cat /x", seen="2\n"),
    "unneeded-stage-is-not-built": Fact("FROM BASE AS broken\nRUN false\nFROM BASE\n", ask="echo built", seen="built\n"),
    "argument-above-from-is-empty-in-a-stage": Fact("ARG V=1\nFROM BASE\nENV A=v$V\nARG V\nENV B=v$V\n", ask="echo $A $B", seen="v v1\n"),
    "image-without-a-tag-behind-the-colon-fails": Fact("ARG V\nFROM BASE:$V\n", fails="invalid reference format"),
    "proxy-argument-is-empty-in-from": Fact("FROM BASE:$HTTP_PROXY\n", fails="invalid reference format"),
    "line-of-65536-bytes-is-not-read": Fact(f"LABEL a={'x' * 65_528}\n", fails="line greater than max allowed size of 65535"),
    "single-quotes-keep-the-variable-as-text": Fact("ENV PATH='/opt/app:$PATH'\nRUN ls\n", fails="exit code: 127"),
    "failed-command-behind-or-true-is-hidden": Fact("RUN false || true\nRUN echo a > /x\n", ask="cat /x", seen="a\n"),
    "replaced-path-loses-the-programs": Fact("ENV PATH=/opt/app\nRUN ls\n", fails="exit code: 127"),
    "glibc-program-in-scratch-does-not-start": Fact('FROM scratch\nCOPY --from=BASE /usr/bin/echo /echo\nCMD ["/echo"]\n', starts="exec /echo: no such file or directory"),
    "last-cmd-counts": Fact('CMD ["echo", "1"]\nCMD ["echo", "2"]\n', starts="2\n"),
    "last-entrypoint-counts": Fact('ENTRYPOINT ["echo", "1"]\nENTRYPOINT ["echo", "2"]\n', starts="2\n"),
    "shell-form-of-entrypoint-ignores-cmd": Fact('ENTRYPOINT echo 1\nCMD ["2"]\n', starts="1\n"),
    "array-that-is-no-json-goes-to-the-shell": Fact("CMD ['echo', '1']\n", starts="[echo,: not found"),
    "cmd-is-the-arguments-of-entrypoint": Fact('ENTRYPOINT ["echo", "a"]\nCMD echo b\n', starts="a /bin/sh -c echo b\n"),
    "sh-c-takes-the-first-word-alone": Fact('ENTRYPOINT ["sh", "-c"]\nCMD ["echo", "hi"]\n', starts="\n"),
    "exec-form-keeps-dollars": Fact('ENV P=1\nCMD ["echo", "$P", "&&"]\n', starts="$P &&\n"),
    "exec-form-takes-a-line-for-a-name": Fact('CMD ["echo a"]\n', starts='exec: "echo a": executable file not found in $PATH'),
    "file-to-start-is-not-there": Fact('ENTRYPOINT ["/entrypoint.sh"]\n', starts="stat /entrypoint.sh: no such file or directory"),
    "pipe-ends-as-its-last-command-does": Fact("RUN false | cat > /x\n", ask="ls /x", seen="/x\n"),
    "unknown-instruction-stops-the-build": Fact("RUN true\nRUNN true\n", fails="unknown instruction: RUNN"),
    "chown-by-name-takes-the-users-group": Fact("RUN mkdir -p /etc && echo 'app:x:1000:2000::/:/bin/sh' >> /etc/passwd\nCOPY --chown=app a /x\nCOPY --chown=1000 a /y\n", ask="stat -c %u:%g /x /y", seen="1000:2000\n1000:1000\n", files=_SOME),
    "copy-from-a-stage-below-fails": Fact("FROM BASE AS a\nCOPY --from=b /x /y\nFROM BASE AS b\nFROM a\n", fails='cannot copy from stage "b", it needs to be defined before current stage "a"'),
    "mount-from-a-stage-below-fails": Fact("FROM BASE AS a\nRUN --mount=type=bind,from=b,target=/m true\nFROM BASE AS b\nFROM a\n", fails='cannot mount from stage "b"'),
    "exposed-address-without-two-ports-fails": Fact("EXPOSE 127.0.0.1:80\n", fails="invalid hostPort: 127.0.0.1"),
    "volume-makes-no-folder": Fact("VOLUME /data\nRUN touch /data/ready\n", fails="exit code: 1"),
    "volume-keeps-what-a-later-run-writes": Fact("VOLUME /data\nRUN mkdir -p /data && touch /data/ready\n", ask="ls /data", seen="ready\n"),
    "hostname-is-empty-in-dash": Fact('RUN echo "[$HOSTNAME]" > /x\n', ask="cat /x", seen="[]\n"),
    "script-without-interpreter-does-not-start": Fact('COPY --chmod=755 s /s\nENTRYPOINT ["/s"]\n', starts="exec /s: exec format error", files=(("s", "echo hi\n"),)),
    "script-with-carriage-returns-does-not-start": Fact('COPY --chmod=755 s /s\nENTRYPOINT ["/s"]\n', starts="exec /s: no such file or directory", files=(("s", "#!/bin/sh\r\necho hi\r\n"),)),
    "default-of-arg-wins-in-the-build": Fact("ENV Z=env\nARG Z=default\nRUN echo $Z > /x\n", ask="cat /x; echo $Z", seen="default\nenv\n"),
    "arg-without-default-keeps-env": Fact("ENV Z=env\nARG Z\nRUN echo $Z > /x\n", ask="cat /x", seen="env\n"),
    "copy-goes-into-a-folder-that-is-there": Fact("RUN mkdir /d\nCOPY a /d\nCOPY a /e\n", ask="ls /d /e", seen="/e\n\n/d:\na\n", files=_SOME),
    "number-alone-has-group-0": Fact("RUN mkdir -p /etc && touch /etc/passwd && mkdir -m 777 /t\nUSER 10001\nRUN touch /t/a\n", ask="stat -c %u:%g /t/a", seen="10001:0\n"),
    "number-alone-has-no-home": Fact('RUN mkdir -p /etc && touch /etc/passwd && mkdir -m 777 /t\nUSER 10001\nRUN echo "$HOME" > /t/a\n', ask="cat /t/a; echo $HOME", seen="/\n/\n"),
    "number-without-passwd-fails-in-run": Fact("USER 10001\nRUN true\n", fails="unable to find user 10001"),
    "number-and-group-need-no-passwd": Fact("RUN mkdir -m 777 /t\nUSER 10001:10001\nRUN touch /t/a\n", ask="stat -c %u:%g /t/a", seen="10001:10001\n"),
    "unknown-owner-copies-as-root": Fact("RUN mkdir -p /etc && echo 'root:x:0:0::/:/bin/sh' > /etc/passwd\nCOPY --chown=app a /x\n", ask="stat -c %u:%g /x", seen="0:0\n", files=_SOME),
    "unknown-user-does-not-start": Fact("RUN mkdir -p /etc && echo 'root:x:0:0::/:/bin/sh' > /etc/passwd\nUSER app\nCMD [\"true\"]\n", starts="unable to find user app: no matching entries in passwd file"),
    "unknown-user-fails-in-run": Fact("RUN mkdir -p /etc && echo 'root:x:0:0::/:/bin/sh' > /etc/passwd\nUSER app\nRUN true\n", fails="unable to find user app"),
    "group-in-user-drops-the-others": Fact(f"{_WITH_GROUPS}USER app:app\nCMD [\"cat\", \"/proc/self/status\"]\n", starts="Groups:\t1000 \n"),
    "user-alone-keeps-its-groups": Fact(f"{_WITH_GROUPS}USER app\nCMD [\"cat\", \"/proc/self/status\"]\n", starts="Groups:\t1000 2000 \n"),
    "copied-file-is-not-the-users": Fact("RUN mkdir -p /etc && touch /etc/passwd\nUSER 10001\nCOPY a /a\nRUN chmod 755 /a\n", fails="Operation not permitted", files=_SOME),
    "workdir-above-user-is-roots": Fact("RUN mkdir -p /etc && touch /etc/passwd\nWORKDIR /app\nUSER 10001\nRUN mkdir node_modules\n", fails="Permission denied"),
    "without-user-it-is-root": Fact('CMD ["cat", "/proc/self/status"]\n', starts="Uid:\t0"),
    "low-ports-are-open-to-users": Fact("RUN true\n", ask="cat /proc/sys/net/ipv4/ip_unprivileged_port_start", seen="0\n"),
    "command-that-is-not-there-ends-with-127": Fact("RUN nosuch\n", fails="exit code: 127"),
    "cd-is-lost-behind-its-run": Fact("RUN cd /usr\nRUN pwd > /x\n", ask="cat /x", seen="/\n"),
    "export-is-lost-behind-its-run": Fact('RUN export A=1\nRUN echo "[$A]" > /x\n', ask="cat /x", seen="[]\n"),
    "workdir-belongs-to-the-user": Fact("RUN mkdir -p /etc && touch /etc/passwd\nUSER 10001\nWORKDIR /app\nCOPY a .\n", ask="stat -c %u /app /app/a", seen="10001\n0\n", files=_SOME),
    "backslash-of-a-windows-path-continues-the-line": Fact("COPY a C:\\\nRUN true\n", fails="C:RUN", files=_SOME),
    "source-that-is-not-there-fails": Fact("COPY nope /x\n", fails='"/nope": not found', files=_SOME),
    "source-in-other-letters-is-not-there": Fact("COPY A /x\n", fails='"/A": not found', files=_SOME),
    "script-of-mode-644-does-not-start": Fact('COPY s /s\nENTRYPOINT ["/s"]\n', starts='exec: "/s": permission denied', files=(("s","#!/bin/sh\necho hi\n"),)),
    "protocol-is-stored-in-small-letters": Fact("EXPOSE 53/UDP\n", kept='"53/udp":{}'),
    "maintainer-is-the-author": Fact("MAINTAINER somebody-here\n", kept='"author":"somebody-here"'),
    "files-below-proc-are-hidden": Fact("COPY a /proc/x-a\nCOPY a /dev/x-a\n", ask="ls /proc/x-a /dev/x-a; echo gone", seen="gone\n", files=_SOME),
    "line-of-a-template-is-an-unknown-instruction": Fact("{{ if x }}\nRUN true\n", fails="unknown instruction: {{"),
    "open-quote-ends-with-2": Fact("RUN echo 'a\n", fails="exit code: 2"),
    "if-without-fi-ends-with-2": Fact("RUN if true; then touch /a\n", fails="exit code: 2"),
    "last-user-counts": Fact(_PASSWD+"USER app\nUSER root\n", ask="stat -c %u /proc/self", seen="0\n"),
    "copied-files-are-roots-under-any-user": Fact(_PASSWD+"USER app\nCOPY a /x\n", ask="stat -c %u:%g /x", seen="0:0\n", files=_SOME),
    "ignore-pattern-with-an-open-bracket-fails": Fact("COPY a /x\n", fails="syntax error in pattern", files=(*_SOME,(".dockerignore","[\n"))),
    "ignored-name-is-that-at-the-top": Fact("COPY . /x/\n", ask="ls /x /x/d", seen="/x:\nb\nd\n\n/x/d:\na\n", files=(*_SOME,("d/a","3\n"),(".dockerignore","a\n.dockerignore\nDockerfile\n"))),
    "ignored-everywhere-with-two-stars": Fact("COPY . /x/\n", ask="ls /x /x/d", seen="/x:\nb\nd\n\n/x/d:\n", files=(*_SOME,("d/a","3\n"),(".dockerignore","**/a\n.dockerignore\nDockerfile\n"))),
    "ignore-comment-behind-a-pattern-is-part-of-it": Fact("COPY . /x/\n", ask="ls /x", seen="a\nb\n", files=(*_SOME,(".dockerignore","a # secret\n.dockerignore\nDockerfile\n"))),
    "slashes-around-an-ignore-pattern-are-none": Fact("COPY . /x/\n", ask="ls /x", seen="", files=(*_SOME,(".dockerignore","/a\nb/\n.dockerignore\nDockerfile\n"))),
    "script-without-exec-keeps-the-signal": Fact('COPY s t /\nENTRYPOINT ["sh", "/s"]\n', stopped="", files=(("s","#!/bin/sh\nsh /t\ntrue\n"),*_TRAP_SCRIPT)),
    "script-with-exec-passes-the-signal": Fact('COPY s t /\nENTRYPOINT ["sh", "/s"]\n', stopped="got\n", files=(("s","#!/bin/sh\nexec sh /t\n"),*_TRAP_SCRIPT)),
    "shell-form-in-dash-keeps-the-signal": Fact('COPY t /\nCMD sh /t\n', stopped="", files=_TRAP_SCRIPT),
    "exec-form-gets-the-signal": Fact('COPY t /\nCMD ["sh", "/t"]\n', stopped="got\n", files=_TRAP_SCRIPT),
    "container-ends-with-its-first-program": Fact('COPY s /s\nCMD ["sh", "/s"]\n', starts="first ends\n", files=(("s","(while true; do true; done; echo never) &\necho first ends\n"),)),
    "process-ends-with-its-run": Fact("RUN (while true; do true; done; touch /never) & touch /a\nRUN for p in /proc/[0-9]*; do echo $p; done > /seen\n", ask="cat /seen", seen="/proc/1\n"),
    "argument-without-a-value-is-empty": Fact("ARG V\nRUN touch /app-$V\n", ask="ls -d /app-*", seen="/app-\n"),
    "copy-of-the-whole-file-system-replaces-passwd": Fact("FROM BASE AS b\nRUN mkdir -p /etc && echo builder > /etc/passwd\nFROM BASE\nRUN mkdir -p /etc && echo own > /etc/passwd\nCOPY --from=b / /\n", ask="cat /etc/passwd", seen="builder\n"),
    "copy-without-flags-keeps-the-mode": Fact("COPY s /s\n", ask="stat -c %a /s", seen="644\n", files=(("s","x"),)),
    "last-healthcheck-is-kept": Fact("HEALTHCHECK CMD first\nHEALTHCHECK CMD second\n", kept='"Healthcheck":{"Test":["CMD-SHELL","second"]}'),
    "last-label-is-kept": Fact("LABEL a=1\nLABEL a=2\n", kept='"Labels":{"a":"2"}'),
    "empty-label-keeps-its-name": Fact("LABEL a=\n", kept='"Labels":{"a":""}'),
    "label-makes-no-layer": Fact("LABEL a=1\n", kept='"created_by":"LABEL a=1","comment":"buildkit.dockerfile.v0","empty_layer":true'),
    "label-with-capitals-and-slashes-is-taken": Fact("LABEL A/b=1\n", kept='"Labels":{"A/b":"1"}'),
    "bind-mount-leaves-nothing": Fact("RUN --mount=type=bind,source=key,target=/key cat /key\n", unkept="hunter2", files=(("key", "hunter2\n"),)),
    "bind-mount-is-read-only": Fact("RUN --mount=type=bind,target=/m touch /m/x\n", fails="Read-only file system"),
    "first-failure-ends-a-joined-run": Fact("RUN false && touch /a\n", fails="exit code: 1"),
    "argument-is-in-the-environment-of-each-run": Fact("ARG A=1\nRUN true\nRUN sh -c 'echo $A' > /x\n", ask="cat /x", seen="1\n"),
    "copy-of-everything-takes-hidden-files": Fact("COPY . /x/\n", ask="ls -A /x", seen=".env\n.git\nDockerfile\na\n", files=((".env", "1\n"), (".git/config", "2\n"), ("a", "3\n"))),
    "order-of-what-is-started-is-no-matter": Fact('CMD ["echo", "hi"]\nRUN touch /a\nENTRYPOINT ["echo", "so"]\nCMD ["echo", "hi"]\n', starts="so echo hi\n"),
    "closing-slash-keeps-both": Fact("COPY a b /x/\n", ask="cat /x/a /x/b", seen="1\n22\n", files=_SOME),
    "volume-keeps-the-owner-of-its-folder": Fact("RUN mkdir -m 750 /d && chown 5:6 /d\nVOLUME /d\n", ask="stat -c '%u:%g %a' /d", seen="5:6 750\n"),
    "shell-changes-no-file": Fact('RUN ls -l /bin/sh > /x\nSHELL ["/bin/cat"]\nCOPY a /a\n', ask="ls -l /bin/sh > /y; cat /x | while read -r l; do read -r m < /y; [ \"$l\" = \"$m\" ] && echo same; done", seen="same\n", files=_SOME),
    "expose-is-configuration-alone": Fact("EXPOSE 80\n", kept='"created_by":"EXPOSE [80/tcp]","comment":"buildkit.dockerfile.v0","empty_layer":true'),
}  # fmt: skip


def base_archive(root: Path) -> bytes:
    """A tar of some programs of that Debian with their libraries, and `/bin/sh`."""
    files = {f"/usr/bin/{name}" for name in PROGRAMS}
    for name in PROGRAMS:
        listed = subprocess.run(
            ["chroot", root, "ldd", f"/usr/bin/{name}"], capture_output=True, text=True, check=False
        )
        files |= set(re.findall(r"/\S+", listed.stdout)) - {f"/usr/bin/{name}:"}
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for path in sorted(files):
            archive.add((root / path[1:]).resolve(), path[1:])
        for name, target in (("bin", "usr/bin"), ("usr/bin/sh", "dash")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
    return made.getvalue()


def otherwise(engine: Engine, fact: Fact) -> str:
    """What came of a fact's build instead; empty where it is as it says."""
    with tempfile.TemporaryDirectory() as made:
        for name, content in fact.files:
            Path(made, name).parent.mkdir(parents=True, exist_ok=True)
            Path(made, name).write_bytes(content if isinstance(content, bytes) else content.encode())
        text = fact.text.replace("BASE", BASE) if "FROM" in fact.text or fact.is_whole else f"FROM {BASE}\n{fact.text}"
        Path(made, "Dockerfile").write_bytes(text.encode())
        secret = ("--secret", "id=s,env=FACT_SECRET") if fact.secret else ()
        engine.environment["FACT_SECRET"] = fact.secret
        line = ("build", "--network=none", "--progress=plain", "--no-cache", *secret, "--tag", f"{BASE}:one", made)
        done = engine.docker(*line, capture_output=True, text=True)
        if fact.fails or done.returncode:
            return "" if fact.fails and done.returncode and fact.fails in done.stderr else done.stderr[-600:]
        if fact.stopped is not None:
            return _otherwise_stopped(engine, fact.stopped)
        if fact.kept or fact.unkept:
            saved = engine.docker("save", f"{BASE}:one", capture_output=True).stdout
            is_right = (fact.kept or fact.unkept).encode() in saved
            return "" if saved and is_right is bool(fact.kept) else f"kept: {is_right}"
        if fact.starts:
            started = engine.docker("run", "--rm", "--network=none", f"{BASE}:one", capture_output=True, text=True)
            said = started.stdout + started.stderr
            return "" if fact.starts in said else f"said {said!r}"
        asked = engine.docker(
            "run", "--rm", "--network=none", f"{BASE}:one", "sh", "-c", f"{fact.ask} 2>/dev/null", capture_output=True
        )
        said = asked.stdout.decode()
        return "" if said == fact.seen else f"printed {said!r}"


def _otherwise_stopped(engine: Engine, stopped: str) -> str:
    """What a container said instead that `docker stop` ends."""
    container = engine.docker("run", "--detach", "--network=none", f"{BASE}:one", capture_output=True, text=True)
    name = container.stdout.strip()
    engine.docker("stop", "--timeout=2", name, capture_output=True)
    said = engine.docker("logs", name, capture_output=True, text=True)
    engine.docker("rm", "--force", name, capture_output=True)
    return (
        ""
        if name and said.stdout + said.stderr == stopped
        else f"said {said.stdout + said.stderr + container.stderr!r}"
    )


def _built(engine: Engine, *, in_store: bool) -> int:
    """Builds the facts of one kind of Engine and prints a line each; how many are otherwise."""
    wrong = 0
    with engine, tempfile.TemporaryDirectory() as made:
        Path(made, "base.tar").write_bytes(base_archive(engine.root))
        engine.docker("import", f"{made}/base.tar", BASE, stdout=subprocess.DEVNULL)
        try:
            for name, fact in FACTS.items():
                if fact.in_store == in_store:
                    instead = otherwise(engine, fact)
                    wrong += bool(instead)
                    print(f"{'otherwise' if instead else 'as said  '} {name} {instead}", flush=True)
        finally:
            engine.docker("rmi", "--force", f"{BASE}:one", BASE, capture_output=True)
    return wrong


def main() -> int:
    """Prints a line a fact; 1 where one is otherwise."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))  # the table is read without an engine as well
    from engine import Engine, home_folder, lacking

    if "--if-installed" in sys.argv and not (home_folder() / "ready").exists():
        print("facts: not built here: `make engine` installs an engine")
        return 0
    if lack := lacking():
        print(f"facts: not built here: {lack}")
        return 0
    wrong = sum(
        _built(Engine(home_folder(), *(("/var/lib/docker-store",) if store else ()), has_store=store), in_store=store)
        for store in (False, True)
    )
    print(f"facts: {len(FACTS) - wrong} of {len(FACTS)} as the pages say")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
