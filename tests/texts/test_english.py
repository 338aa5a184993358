"""English that no technical writer would write: none of it stands in a text of the program, the extension or a README."""

from __future__ import annotations

import pytest

from texts.prose import places_of, prose

TEXTS = prose(
    "server/gorae/**/*.en.md", "README.md", "client/walkthrough/*.en.md", "client/package.nls.json",
    "docs/ci.md", "docs/configuration.md", "docs/editors.md", "docs/guide.md", "docs/hadolint.md",
)  # fmt: skip

# What it says, the pattern that must not occur, what to write instead.
WORDS = {
    "a decision": (r"for a person to decide|[Oo]nly a person", "is up to you; only you know"),
    "does not report": (
        r"[Nn]othing is said|rule speaks|rule is silent|nothing is told|keeps silent",
        "does not report",
    ),
    "anyone who": (r"\b[Ww]hoever\b", "anyone who, an attacker who"),
    "a newline": (r"\bline ends?\b(?= (?:are|is|and|of)\b|[.,:;])|Windows line ends", "newline, line endings"),
    "a space": (r"(?<![-\w`])[Bb]lanks(?!-)|\ba blank(?! line)", "space"),
    "on every build": (r"\b[Aa]t each build\b", "on every build"),
    "did you mean": (r"\bIs it `\{", "Did you mean `…`?"),
    "a fix's title": (r"^fix[\w-]*: Write (?:`|it )", "Change to …"),
    "to report": (r"\bare told\b|\bis told\b|\bwas told\b|nobody is told", "report, show"),
    "small letters": (r"\bsmall letters\b", "lowercase"),
    "is not a": (
        r"(?<![Tt]here )\b(?:is|are) no (?:ordinary|small|number|range|pattern|instruction|operator|option)\b",
        "is not a …",
    ),
    "no warning": (r"\bwithout a word\b", "without a warning"),
    "duplicate": (r"\bdoubled\b|\bdoubles are\b", "duplicate"),
    "separately": (r"\bby itself\b", "automatically, separately"),
    "spelling as in Docker's documentation": (
        r"(?i)\b(?:colour|favour|honour|behaviour|licence|catalogue|misspelt(?!-)|cancelled)|\b(?:optim|initial|recogn|organ|normal)is(?:e|ing|ation)",
        "color, license, optimize, canceled, misspelled",
    ),
    "a directory": (r"(?<!^)(?<![{`/\w.-])(?:sub)?[Ff]olders?\b(?!\})", "directory"),
    "again, regenerate": (r"\banew\b", "again"),
    "an error at the end": (
        r"\bends? (?:with|in|at) (?:an? |the )?(?:error\b|`[^`\n]*(?:not found|denied|failed|invalid|rror)[^`\n]*`)",
        "fails with",
    ),
    "about so many": (r"\bsome \d+(?:[ -]?[MGK]B|\s)", "about 20 MB"),
    "in the foreground": (r"\b(?:[Rr]uns?|[Ss]tays?|[Ii]t is|are) in front\b", "in the foreground"),
    "a command's telegram": (
        r"^(?:option|command): (?:[^|\n]*\|){3} (?:Less|More|No|Without|As|By|Into|All|Not|Other|One|This) (?!longer )[^|\n]*$",
        "a sentence with a verb: Prints less output. Uses no cache.",
    ),
    "a kind, a folder, a file of": (
        r"\b(?:Kind|File|Folder|Facts|Name|Number|Length|Size) of (?:settings|data|sources|the key|keys|workers|result)\b",
        "the type, the configuration file",
    ),
    "quickly": (r"\bquicker\b", "faster"),
    "forever": (r"\bfor ever\b", "forever"),
    "makes (a user, a file, a directory)": (
        r"\b[Mm]akes? (?:an? |the |its )?(?:users?|groups?|director(?:y|ies)|files?|links?|virtual environments?|wheels?)\b",
        "Creates",
    ),
    "debug symbols": (r"\bdebug facts\b|debugging facts", "debug symbols"),
    "the newest on that day": (r"\b(?:newest|latest) of (?:the|that) day\b", "whatever is newest on that day"),
    "no use to anybody": (
        r"\bof no use\b|\bin vain\b|\bas mighty\b|\bby custom\b|\band their kin\b",
        "not needed, as powerful, usually",
    ),
    "a plural": (r"\w\(s\)", "{count:file|files}"),
    "may fail": (r"failure is allowed for", "where the command may fail"),
    "fails (a build, pip)": (r"\b(?:pip|install) ends with|\bends the build\b|\bend the build\b", "fails with"),
    "an equivalent setting": (r"setting of \w+ that says so", "an equivalent apt setting"),
    "a host directory": (r"\bdirector(?:y|ies) of the host\b", "a host directory"),
    "permissions": (r"has no right to|takes owner and rights", "is not allowed to, permissions"),
    "months old": (r"\bof months ago\b", "from months ago"),
    "requires a version": (r"asks for version", "requires version"),
    "process number one": (r"\bprocess 1\b", "PID 1"),
    "is outside, is put": (r"\bstands? (?:outside|on a line|in quotes|above it)\b", "is outside"),
    "contains": (r"\bdo not hold\b|\bdoes not hold\b", "does not contain"),
    "to download": (r"\b[Ff]etch(?:es)? (?:a |an )?Python\b|\bPython was fetched\b", "download Python"),
    "a setting left empty": (r"\bEmpty means\b", "if empty, …"),
    "one of several": (r"^message[\w-]*: \{count\} \w+ lines?\b", "{count:line|lines}"),
    "to replace with": (r"\b[Rr]eplaces? [^.\n]{0,40} by (?:the|a) (?:input|single)", "replaces … with"),
    "an option's row begins with its verb": (
        r"^option: (?:[^|\n]*\|){2} +\| (?:The (?:name|version|file|server|keys|generation)\b|Where to|How many|Options for)[^|\n]*$",
        "Names the file, Sets how many",
    ),
    "the setup": (r"\bset-up\b", "setup"),
    "nothing … or": (
        r"Nothing is reported[^.]{0,400},\s+and\s+(?:for|where|with|after|if|in|on|by|without)\b",
        "Nothing is reported for …, or where …",
    ),
    "warns about": (r"\bwarn(?:s|ed) of\b", "warns about"),
    "is up to you": (r"\bis for you to\b", "only you know …, is up to you"),
    "each time": (r"\bat every request\b|\bat the first (?:refused|failure)\b", "on every request"),
    "neither do": (r"\bneither have\b", "neither do …"),
    "already has": (r"^message[\w-]*: (?:There is|The image has) an? [^.:]*\balready\b", "already has"),
    "nothing about": (r"\bnothing is known of\b", "nothing is known about"),
    "does not report (silent)": (r"\bGorae is silent\b", "Nothing is reported"),
}


@pytest.mark.parametrize("name", WORDS)
def test_no_text_has_it(name: str) -> None:
    pattern, instead = WORDS[name]
    assert places_of(pattern, TEXTS) == [], f"{name}: write {instead}"
