"""Downloads whose server proves nothing: certificate checks switched off by an option, a variable or a setting."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.scripts import script
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, InstructionRule
from gorae.rewrites.edit_command import replaced, taken_out
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.shell import Effective, Word
    from gorae.stages import Scope
    from gorae.syntax import Instruction

_CODES = (
    "CKV2_DOCKER_2", "CKV2_DOCKER_3", "CKV2_DOCKER_4", "CKV2_DOCKER_5", "CKV2_DOCKER_6", "CKV2_DOCKER_12",
    "CKV2_DOCKER_13", "CKV2_DOCKER_14", "CKV2_DOCKER_15", "CKV2_DOCKER_16",
)  # fmt: skip
_NO = re.compile(r"[\"']?(?:0|false|no|off)[\"']?", re.IGNORECASE)
# A server in the same container cannot be replaced on the way.
_LOCAL = re.compile(r"(?:http[^/\s]*://)?(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)(?:[:/?]|$)", re.IGNORECASE)
# Variables that switch the checks off: by which values (None: by any), and checkov's code.
_VARIABLES: dict[str, tuple[re.Pattern[str] | None, str]] = {
    "NODE_TLS_REJECT_UNAUTHORIZED": (re.compile(r"0"), "CKV2_DOCKER_6"),
    "PYTHONHTTPSVERIFY": (re.compile(r"0"), "CKV2_DOCKER_5"),
    "GIT_SSL_NO_VERIFY": (re.compile(r"(?!0$|false$|no$|off$).+", re.IGNORECASE), "CKV2_DOCKER_14"),
    "PIP_TRUSTED_HOST": (re.compile(r".+"), "CKV2_DOCKER_16"),
    "NPM_CONFIG_STRICT_SSL": (_NO, "CKV2_DOCKER_12"),
    "YARN_ENABLE_STRICT_SSL": (_NO, "CKV2_DOCKER_13"),
    "UV_INSECURE_HOST": (re.compile(r".+"), ""),
    "GOINSECURE": (re.compile(r".+"), ""),
    "BUNDLE_SSL_VERIFY_MODE": (re.compile(r"0"), ""),
    "CONDA_SSL_VERIFY": (_NO, ""),
    "PERL_LWP_SSL_VERIFY_HOSTNAME": (re.compile(r"0"), ""),
}
_PIPS = re.compile(r"pip[\d.]*|pipx|uv")
_PACKAGE_MANAGERS = frozenset(("yum", "dnf", "microdnf", "tdnf", "yum-config-manager"))


# Options of other programs that switch the checks off (their documentation).
_FLAGS: dict[str, re.Pattern[str]] = {
    "helm": re.compile(r"--insecure-skip-tls-verify(?:=true)?|--plain-http"),
    "kubectl": re.compile(r"--insecure-skip-tls-verify(?:=true)?"),
    "oc": re.compile(r"--insecure-skip-tls-verify(?:=true)?"),
    "skopeo": re.compile(r"--(?:src-|dest-)?tls-verify=false"),
    "podman": re.compile(r"--tls-verify=false"),
    "buildah": re.compile(r"--tls-verify=false"),
    "http": re.compile(r"--verify=(?:no|false)", re.IGNORECASE),
    "https": re.compile(r"--verify=(?:no|false)", re.IGNORECASE),
    "aws": re.compile(r"--no-verify-ssl"),
    "aria2c": re.compile(r"--check-certificate=false"),
    "mvn": re.compile(
        r"-Dmaven\.wagon\.http\.ssl\.(?:insecure|allowall)=true|-Dmaven\.resolver\.transport\.https\.securityMode=insecure"
    ),
    "ansible-galaxy": re.compile(r"--ignore-certs|-c"),
    "svn": re.compile(r"--trust-server-cert"),
}
_OF_REPOSITORIES = re.compile(r"^\s*sslverify\s*=\s*(?:0|false|no)\s*$", re.MULTILINE | re.IGNORECASE)
# What a configuration file of curl or wget is told by `echo … >> FILE`.
_WRITTEN = {
    ".curlrc": re.compile(r"\s*(?:--?)?(?:insecure|k)\s*"),
    ".wgetrc": re.compile(r"\s*check[-_]?certificate\s*=\s*(?:off|no|0)\s*", re.IGNORECASE),
    "wgetrc": re.compile(r"\s*check[-_]?certificate\s*=\s*(?:off|no|0)\s*", re.IGNORECASE),
    ".npmrc": re.compile(r"\s*strict-ssl\s*=\s*[\"']?false[\"']?\s*", re.IGNORECASE),
    "npmrc": re.compile(r"\s*strict-ssl\s*=\s*[\"']?false[\"']?\s*", re.IGNORECASE),
    ".yarnrc": re.compile(r"\s*\"?strict-ssl\"?\s+\"?false\"?\s*", re.IGNORECASE),
    ".yarnrc.yml": re.compile(r"\s*enableStrictSsl\s*:\s*false\s*", re.IGNORECASE),
    "pip.conf": re.compile(r"(?:.*\s)?trusted-host\s*=.*", re.DOTALL),
    ".condarc": re.compile(r"\s*ssl_verify\s*:\s*(?:false|no|off)\s*", re.IGNORECASE),
    ".gitconfig": re.compile(r"(?:.*\s)?sslVerify\s*=\s*(?:false|no|off|0)\s*", re.IGNORECASE | re.DOTALL),
}
# What a file below /etc/apt/apt.conf.d says; any of them may.
_APT_CONF = re.compile(r"Acquire::https?::(?:[\w.-]+::)?Verify-(?:Peer|Host)\s+\"?(?:false|0|no)\b", re.IGNORECASE)


_INDEX = re.compile(r"(?:\s-i|--(?:extra-)?index-url)[\s=][\"']?(http)://")
# What ssh, and git through it, are told: in `-o`, in a variable, or in a line for `~/.ssh/config`.
_ANY_HOST = re.compile(r"StrictHostKeyChecking(?:\s?=\s?|\s)[\"']?(?:no|off)\b", re.IGNORECASE)


class _Switch(NamedTuple):
    """What switches the check off: the words to underline, checkov's code ("" where it has none), and what may go."""

    span: Span
    code: str
    word: str
    removable: tuple[Span, ...] = ()
    rest: str = ""  # what stays of the words in `span`: `-fsSL` of `-fsSLk`


def find(instruction: Instruction, scope: Scope) -> Iterator[Finding]:
    """Report each option, variable and setting that switches certificate checks off, on its own words."""
    inner = instruction.trigger or instruction
    for match in _ANY_HOST.finditer(instruction.text) if inner.name in ("ENV", "RUN") else ():
        yield found(Span(*match.span()), unmatched_aliases=_CODES, variant="host", word=match[0])
    if inner.name in ("ENV", "ARG"):
        switches = list(_of_pairs(inner))
    elif inner.name in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"):
        switches = list(_of_commands(instruction, scope))
    else:
        return
    for switch in switches:
        edits = [taken_out(instruction, span) for span in switch.removable]
        if switch.rest:
            edits = [replaced(instruction, switch.span, switch.rest)]
        if "trusted-host" in switch.word:
            # pip ignores an index without encryption once it trusts the host no more.
            urls = _INDEX.finditer(instruction.text)
            edits += [Edit(Span(match.start(1), match.end(1)), "https") for match in urls if edits]
        others = (alias for alias in _CODES if alias != switch.code)
        repair = fix(edits, safe=False, word=switch.word) if edits else None
        yield found(switch.span, repair, unmatched_aliases=others, word=switch.word)


def _of_pairs(instruction: Instruction) -> Iterator[_Switch]:
    for pair in instruction.pairs:
        if pair.value is not None and (code := _switches_off(pair.key.value, pair.value.value)) is not None:
            yield _Switch(pair.span, code, f"{pair.key.value}={pair.value.value}")


def _switches_off(name: str, value: str) -> str | None:
    known = _VARIABLES.get(name) or _VARIABLES.get(name.upper() if name.lower().startswith("npm_config_") else name)
    if known is None or not value or value.startswith("$"):
        return None
    pattern, code = known
    return code if pattern is None or pattern.fullmatch(value) else None


def _of_commands(instruction: Instruction, scope: Scope) -> Iterator[_Switch]:
    for command in script(instruction, scope).commands:
        effective = command.effective
        for assignment in effective.assignments or command.assignments:
            code = _switches_off(assignment.name, assignment.value.value)
            if code is not None:
                yield _Switch(assignment.span, code, f"{assignment.name}={assignment.value.value}")
        if command.kind == "declaration":
            for word in command.args:
                name, _, value = word.value.partition("=")
                if (code := _switches_off(name, value)) is not None:
                    yield _Switch(word.span, code, word.value)
        if effective.name is not None:
            yield from _of_program(effective)
        if command.program in ("echo", "printf"):
            files = [one.target.value for one in command.redirections if one.target is not None]
            for file, word in ((file, word) for file in files for word in command.args):
                pattern = _WRITTEN.get(file.rpartition("/")[2])
                match = (
                    _OF_REPOSITORIES.search(word.value.replace("\\n", "\n"))
                    if file.endswith((".repo", ".conf"))
                    else None
                )
                if match is None and "/apt.conf" in file:
                    match = _APT_CONF.search(word.value)
                if match is not None:
                    yield _Switch(word.span, "", match[0])
                if pattern is not None and pattern.fullmatch(word.value.replace("\\n", " ")):
                    yield _Switch(word.span, "", word.value)


def _of_program(effective: Effective) -> Iterator[_Switch]:
    program, args = effective.program, effective.args
    if re.fullmatch(r"python[\d.]*", program) and len(args) > 1 and args[0].value == "-m":
        program, args = args[1].value, args[2:]
    if program == "curl":
        yield from _curl(effective)
    elif program == "wget":
        if not any(_LOCAL.match(word.value) for word in args):
            yield from _options(args, ("--no-check-certificate",), "CKV2_DOCKER_3", removable=True)
    elif program == "git":
        yield from _git(effective)
    elif _PIPS.fullmatch(program):
        yield from _valued(args, ("--trusted-host", "--allow-insecure-host"), "CKV2_DOCKER_4")
        if "config" in (word.value for word in args[:1]):
            yield from _setting(args, ("global.trusted-host", "install.trusted-host"), None, "CKV2_DOCKER_4")
    elif program in ("npm", "yarn", "pnpm"):
        yield from _setting(args, ("strict-ssl", "enableStrictSsl"), _NO, "CKV2_DOCKER_13")
        for word in args:
            name, sign, value = word.value.partition("=")
            if name == "--no-strict-ssl" or (name == "--strict-ssl" and sign and _NO.fullmatch(value)):
                yield _Switch(word.span, "CKV2_DOCKER_13", word.value, (word.span,))
    elif program in _PACKAGE_MANAGERS:
        for word in args:
            if re.fullmatch(r"--setopt=[\w.*-]*sslverify=(?:0|false|no)", word.value, re.IGNORECASE):
                yield _Switch(word.span, "CKV2_DOCKER_15", word.value, (word.span,))
    elif program in ("apt-get", "apt"):
        for word in args:
            if re.search(
                r"Acquire::https?::(?:[\w.-]+::)?Verify-(?:Peer|Host)=\W?(?:false|0|no)", word.value, re.IGNORECASE
            ):
                yield _Switch(word.span, "", word.value)
    elif program == "conda":
        yield from _setting(args, ("ssl_verify",), _NO, "")
    elif program in ("bundle", "bundler"):
        yield from _setting(args, ("ssl_verify_mode",), re.compile("0"), "")
    elif program == "composer":
        yield from _setting(args, ("disable-tls",), re.compile("true|1"), "")
        yield from _setting(args, ("secure-http",), _NO, "")
    elif program == "go" and [word.value for word in args[:2]] == ["env", "-w"]:
        for word in args[2:]:
            if word.value.startswith("GOINSECURE="):
                yield _Switch(word.span, "", word.value)
    elif re.fullmatch(r"python[\d.]*", program):
        for word in args:
            if "_create_unverified_context" in word.value:
                yield _Switch(word.span, "", "_create_unverified_context")
    elif program in _FLAGS:
        for word in args:
            if _FLAGS[program].fullmatch(word.value):
                yield _Switch(word.span, "", word.value, (word.span,))


def _curl(effective: Effective) -> Iterator[_Switch]:
    if any(_LOCAL.match(word.value) for word in effective.args):
        return
    for word in effective.args:
        if word.value in ("-k", "--insecure"):
            yield _Switch(word.span, "CKV2_DOCKER_2", word.value, (word.span,))
        elif re.fullmatch(r"-[A-Za-z#]*k[A-Za-z#]*", word.text) and not _takes_value_before(word.text, "k"):
            rest = word.text.replace("k", "", 1)
            yield _Switch(word.span, "CKV2_DOCKER_2", "-k", rest=rest)


def _takes_value_before(bundle: str, letter: str) -> bool:
    """Whether a letter of curl's bundle before this one takes the rest as its value (`-okeys`)."""
    return any(one in "AbcCdDeEFhHKmoPQrtTuUwxXyYz" for one in bundle[1 : bundle.index(letter)])


def _git(effective: Effective) -> Iterator[_Switch]:
    args = effective.args
    for index, word in enumerate(args):
        if (
            index
            and args[index - 1].value == "-c"
            and re.fullmatch(r"http\.(?:.*\.)?sslVerify=(?:false|0|no|off)", word.value, re.IGNORECASE)
        ):
            yield _Switch(word.span, "CKV2_DOCKER_14", word.value, (word.span, args[index - 1].span))
    if any(word.value == "config" for word in args[:3]):
        for word, value in pairwise(args):
            if re.fullmatch(r"http\.(?:.*\.)?sslVerify", word.value, re.IGNORECASE) and _NO.fullmatch(value.value):
                yield _Switch(word.span | value.span, "CKV2_DOCKER_14", f"{word.value} {value.value}")


def _options(args: Sequence[Word], names: tuple[str, ...], code: str, *, removable: bool) -> Iterator[_Switch]:
    for word in args:
        if word.value in names:
            yield _Switch(word.span, code, word.value, (word.span,) if removable else ())


def _valued(args: Sequence[Word], names: tuple[str, ...], code: str) -> Iterator[_Switch]:
    for index, word in enumerate(args):
        name, sign, value = word.value.partition("=")
        if name not in names:
            continue
        if sign:
            if not _LOCAL.match(value):
                yield _Switch(word.span, code, word.value, (word.span,))
        elif index + 1 < len(args) and not _LOCAL.match(args[index + 1].value):
            yield _Switch(word.span, code, word.value, (args[index + 1].span, word.span))


def _setting(args: Sequence[Word], names: tuple[str, ...], off: re.Pattern[str] | None, code: str) -> Iterator[_Switch]:
    """`config set NAME VALUE`, `config --set NAME VALUE`, `config set NAME=VALUE`."""
    if not any(word.value in ("set", "--set", "config") for word in args[:2]):
        return
    for index, word in enumerate(args):
        name, sign, value = word.value.partition("=")
        if name not in names:
            continue
        if not sign:
            value = args[index + 1].value if index + 1 < len(args) else ""
        if value and (off is None or off.fullmatch(value)):
            span = word.span if sign else word.span | args[index + 1].span
            yield _Switch(span, code, f"{name}={value}")


RULE = InstructionRule(
    "tls-verification-off",
    find,
    aliases=tuple(Alias("checkov", code) for code in _CODES),
    fixes="unsafe",
    instructions=frozenset({"ARG", "CMD", "ENTRYPOINT", "ENV", "HEALTHCHECK", "RUN"}),
)
