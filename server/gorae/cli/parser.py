"""The command line's arguments, with help in one language."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from gorae.cli.messages import say, texts
from gorae.cli.terminal import visible
from gorae.source.near_words import nearest
from gorae.texts.width import fill
from gorae.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gorae.texts import Language

CHECK_FORMATS = (
    "full", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson",
)  # fmt: skip
INSTRUCTION_CASES = ("consistent", "upper", "lower", "keep")
_OPTION_LIKENESS = 0.68  # the least of a word that an option may have been meant by
LEVELS = ("error", "warning", "information", "hint")
# The commands as `gorae --help` lists them.
_GROUPS = (
    ("work", ("check", "format", "scan")),
    ("look", ("context", "image", "rule", "rules", "explain")),
    ("begin", ("init", "migrate")),
    ("editor", ("server",)),
)
# argparse's own sentences: what they begin with, the key of ours, and what of theirs goes into it.
_ERRORS = (
    (re.compile(r"unrecognized arguments: (?P<words>.*)", re.DOTALL), "wrong-arguments"),
    (re.compile(r"argument (?P<name>[^:]+): expected (?:one|at least one) argument"), "wrong-no-value"),
    (re.compile(r"argument (?P<name>[^:]+): invalid choice: '' .*"), "wrong-no-value"),
    (re.compile(r"argument (?P<name>[^:]+): invalid choice: '?(?P<value>[^'(]*)'? \(choose from (?P<choices>[^)]*)\)"),
     "wrong-choice"),
    (re.compile(r"argument (?P<name>[^:]+): invalid port value: '?(?P<value>.*?)'?", re.DOTALL), "wrong-port"),
    (re.compile(r"argument (?P<name>[^:]+): invalid some_names value: .*", re.DOTALL), "wrong-select"),
    (re.compile(r"argument (?P<name>[^:]+): invalid \w+ value: (?P<value>.*)", re.DOTALL), "wrong-value"),
    (re.compile(r"the following arguments are required: (?P<words>.*)"), "wrong-missing"),
    (re.compile(r"argument (?P<name>[^:]+): not allowed with argument (?P<other>.*)"), "wrong-together"),
    (re.compile(r"argument (?P<name>[^:]+): ignored explicit argument .*", re.DOTALL), "wrong-needless-value"),
    (re.compile(r"ambiguous option: (?P<value>\S+) could match (?P<choices>.*)"), "wrong-ambiguous"),
)  # fmt: skip


def names(text: str) -> tuple[str, ...]:
    """A list of names that commas part."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def some_names(text: str) -> tuple[str, ...]:
    """A list of names that commas part. Raises ValueError for none: an unset variable is not to select nothing."""
    found = names(text)
    if not found:
        raise ValueError(text)
    return found


def port(text: str) -> int:
    """A port's number. Raises ValueError for others."""
    number = int(text)
    if not 1 <= number <= 65_535:
        raise ValueError(text)
    return number


class Parser(argparse.ArgumentParser):
    """An argument parser with messages in one language."""

    def __init__(self, language: Language, name: str = "", *, summary: str = "", **more: object) -> None:
        super().__init__(
            prog=f"gorae {name}".rstrip(),
            description=summary,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
            **more,  # type: ignore[arg-type]  # as argparse names them
        )
        self.language = language
        self.shared = self.group("help-group-general")

    def group(self, key: str) -> argparse._ArgumentGroup:
        """A group of arguments under a title."""
        return self.add_argument_group(say(key, self.language))

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the arguments, and ends with 2."""
        for pattern, key in _ERRORS:
            match = pattern.fullmatch(message)
            if match:
                given = match.groupdict()
                near = self._near(given["words"]) if key == "wrong-arguments" else None
                if key == "wrong-choice":
                    choices = re.findall(r"[\w-]+", given["choices"])
                    near = nearest(given["value"].lower(), choices) if given["value"].isalpha() else None
                    given["choices"] = ", ".join(choices)
                message = say(f"{key}-near" if near else key, self.language, **given, near=near)
        self.exit(2, f"{self.prog}: {message}\n{say('wrong-help', self.language, command=self.prog)}\n")

    def _near(self, words: str) -> str | None:
        """The option that the first of the unknown words is most like."""
        option = words.split(maxsplit=1)[0].partition("=")[0]
        if not option.startswith("--"):
            return None
        whole = (name for name in self._option_string_actions if len(option) > 3 and name.startswith(option))
        return next(whole, None) or nearest(option, self._option_string_actions, cutoff=_OPTION_LIKENESS)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Writes help, version and what is wrong. argparse passes over a full disk in silence; `main` says it."""
        (file or sys.stderr).write(visible(message))

    def format_usage(self) -> str:
        """The usage, without argparse's English word before it."""
        return super().format_usage().replace("usage: ", "", 1)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)

    def _split_lines(self, text: str, width: int) -> list[str]:
        """The text in lines that a terminal shows in so many columns: Korean letters take two."""
        return fill(text.split(), width)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Writes `gorae check [OPTIONS] [PATH ...]` rather than every option."""
        if usage is None:
            places = [action for action in actions if not action.option_strings]
            words = [self._format_args(action, str(action.metavar or action.dest)) for action in places]
            usage = " ".join([self._prog, "[OPTIONS]", *words])
        super().add_usage(usage, actions, groups, prefix="" if prefix is None else prefix)


_MAY_FIND = ("check", "format", "scan")  # commands that end with 1 where they find something


def overall_parser(language: Language) -> Parser:
    """The parser of `gorae` without a command, whose help lists the commands."""
    parser = Parser(language, summary=say("help-gorae", language))
    parser.shared.add_argument("command", nargs="?", metavar="COMMAND", help=argparse.SUPPRESS)
    version = f"gorae {__version__}"
    parser.shared.add_argument("--version", action="version", version=version, help=say("help-version", language))
    _add_language(parser)
    _add_help(parser)
    parser.epilog = _overview(language)
    return parser


def command_parser(name: str, language: Language) -> Parser:
    """The parser of one of COMMANDS."""
    parser = Parser(language, name, summary=say(f"help-{name}", language))
    _ADD[name](parser)
    _add_help(parser)
    parser.epilog = "\n".join([*_examples(name, language), *_exit_codes(name, language)])
    return parser


def _overview(language: Language) -> str:
    lines = []
    for group, command_names in _GROUPS:
        there = [name for name in command_names if name in _ADD]
        if there:
            lines += [f"{say(f'help-group-{group}', language)}:"]
            lines += [f"  {name:<12}{say(f'help-{name}', language)}" for name in there]
            lines += [""]
    return "\n".join([*lines, *_examples("gorae", language), *_exit_codes("check", language)])


def _examples(name: str, language: Language) -> list[str]:
    return [f"{say('help-examples', language)}:", *(f"  {row}" for row in texts(f"help-{name}-examples", language)), ""]


def _exit_codes(name: str, language: Language) -> list[str]:
    """What the command ends with: most end with 0, or with 2 on an error."""
    kind = name if name in _MAY_FIND else "other"
    codes = [
        (0, f"help-exit-{kind}-0"),
        *([(1, f"help-exit-{kind}-1")] if name in _MAY_FIND else []),
        (2, "help-exit-2"),
    ]
    return [f"{say('help-exit-codes', language)}:", *(f"  {code}  {say(key, language)}" for code, key in codes)]


def _add_help(parser: Parser) -> None:
    parser.shared.add_argument("-h", "--help", action="help", help=say("help-help", parser.language))


def _add_language(parser: Parser) -> None:
    parser.shared.add_argument("--lang", choices=("ko", "en"), help=say("help-lang", parser.language))


def _add_check(parser: Parser) -> None:
    def text(key: str) -> str:
        return say(f"help-check-{key}", parser.language)

    parser.group("help-group-input").add_argument("paths", nargs="*", metavar="PATH", help=text("paths"))
    group = parser.group("help-group-rules")
    group.add_argument("--select", type=some_names, metavar="NAMES", help=text("select"))
    group.add_argument("--extend-select", type=names, default=(), metavar="NAMES", help=text("extend-select"))
    group.add_argument("--ignore", type=names, default=(), metavar="NAMES", help=text("ignore"))
    group.add_argument("--no-shellcheck", dest="shellcheck", action="store_false", help=text("no-shellcheck"))
    group.add_argument("--config", metavar="FILE", help=text("config"))
    group.add_argument("--isolated", action="store_true", help=text("isolated"))
    group = parser.group("help-group-files")
    group.add_argument("--exclude", type=names, action="extend", default=[], metavar="GLOBS", help=text("exclude"))
    group.add_argument("--stdin-filename", metavar="PATH", help=text("stdin-filename"))
    group.add_argument("--no-cache", dest="cached", action="store_false", help=text("no-cache"))
    group.add_argument("--show-files", action="store_true", help=text("show-files"))
    group.add_argument("--show-settings", action="store_true", help=text("show-settings"))
    group = parser.group("help-group-fixes")
    group.add_argument("--fix", action="store_true", help=text("fix"))
    group.add_argument("--unsafe-fixes", action="store_true", help=text("unsafe-fixes"))
    group.add_argument("--diff", action="store_true", help=text("diff"))
    group.add_argument("--add-ignores", action="store_true", help=text("add-ignores"))
    group.add_argument("--write-baseline", metavar="FILE", help=text("write-baseline"))
    group.add_argument("--baseline", metavar="FILE", help=text("baseline"))
    group = parser.group("help-group-output")
    group.add_argument(
        "--output-format", choices=CHECK_FORMATS, default="full", metavar="FORMAT", help=text("output-format")
    )
    group.add_argument("--output-file", metavar="FILE", help=text("output-file"))
    group.add_argument("--statistics", action="store_true", help=text("statistics"))
    group.add_argument("-q", "--quiet", action="store_true", help=text("quiet"))
    group.add_argument("-w", "--watch", action="store_true", help=text("watch"))
    group.add_argument("--fail-on", choices=LEVELS, metavar="SEVERITY", help=text("fail-on"))
    group.add_argument("--exit-zero", action="store_true", help=text("exit-zero"))
    _add_language(parser)


def _add_context(parser: Parser) -> None:
    parser.shared.add_argument(
        "path", nargs="?", default=".", metavar="PATH", help=say("help-context-path", parser.language)
    )
    _add_format(parser, ("text", "json"))
    _add_language(parser)


def _add_scan(parser: Parser) -> None:
    parser.shared.add_argument(
        "path", nargs="?", default=".", metavar="PATH", help=say("help-scan-path", parser.language)
    )
    _add_format(parser, ("text", "json", "markdown", "sarif"))
    _add_language(parser)


def _add_image(parser: Parser) -> None:
    parser.shared.add_argument(
        "path", nargs="?", default="Dockerfile", metavar="DOCKERFILE", help=say("help-image-path", parser.language)
    )
    _add_format(parser, ("text", "json"))
    _add_language(parser)


def _add_format(parser: Parser, choices: Sequence[str]) -> None:
    parser.shared.add_argument(
        "--output-format", choices=choices, default="text", metavar="FORMAT",
        help=say("help-output-format", parser.language, choices=", ".join(choices)),
    )  # fmt: skip


def _add_formatting(parser: Parser) -> None:
    def text(key: str) -> str:
        return say(f"help-format-{key}", parser.language)

    parser.group("help-group-input").add_argument("paths", nargs="*", metavar="PATH", help=text("paths"))
    group = parser.group("help-group-files")
    group.add_argument("--exclude", type=names, action="extend", default=[], metavar="GLOBS", help=say("help-check-exclude", parser.language))  # fmt: skip
    group.add_argument("--stdin-filename", metavar="PATH", help=say("help-check-stdin-filename", parser.language))
    group = parser.group("help-group-layout")
    group.add_argument(
        "--instruction-case", choices=INSTRUCTION_CASES, default="consistent", metavar="CASE", help=text("case")
    )
    group.add_argument("--indent", type=int, choices=range(1, 17), metavar="N", help=text("indent"))
    group = parser.group("help-group-output")
    group.add_argument("--check", action="store_true", help=text("check"))
    group.add_argument("--diff", action="store_true", help=text("diff"))
    _add_language(parser)


def _add_rule(parser: Parser) -> None:
    parser.shared.add_argument("name", metavar="NAME", help=say("help-rule-name", parser.language))
    _add_language(parser)


def _add_rules(parser: Parser) -> None:
    _add_format(parser, ("text", "json", "markdown"))
    _add_language(parser)


def _add_explain(parser: Parser) -> None:
    parser.shared.add_argument("word", nargs="*", metavar="WORD", help=say("help-explain-word", parser.language))
    _add_language(parser)


def _add_server(parser: Parser) -> None:
    ways = parser.shared.add_mutually_exclusive_group()
    ways.add_argument("--stdio", action="store_true", help=say("help-server-stdio", parser.language))
    ways.add_argument("--tcp", type=port, metavar="PORT", help=say("help-server-tcp", parser.language))
    ways.add_argument("--ws", type=port, metavar="PORT", help=say("help-server-ws", parser.language))
    _add_language(parser)


def _add_migrate(parser: Parser) -> None:
    parser.shared.add_argument("path", nargs="?", metavar="FILE", help=say("help-migrate-path", parser.language))
    parser.shared.add_argument("--diff", action="store_true", help=say("help-migrate-diff", parser.language))
    _add_language(parser)


def _add_init(parser: Parser) -> None:
    parser.shared.add_argument(
        "path", nargs="?", default=".", metavar="DIR", help=say("help-init-path", parser.language)
    )
    parser.shared.add_argument("--diff", action="store_true", help=say("help-init-diff", parser.language))
    _add_language(parser)


_ADD = {
    "check": _add_check,
    "format": _add_formatting,
    "context": _add_context,
    "image": _add_image,
    "scan": _add_scan,
    "rule": _add_rule,
    "rules": _add_rules,
    "explain": _add_explain,
    "init": _add_init,
    "migrate": _add_migrate,
    "server": _add_server,
}
COMMANDS = tuple(_ADD)
