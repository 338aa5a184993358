"""Secrets that are written out: their shapes, and what only looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Literal(NamedTuple):
    """A secret in a text: what it is (`token`, `key`, `url`, `password`), whose, and where it stands."""

    kind: str
    service: str
    span: Span


# The shapes that the services document for their tokens.
_TOKENS = {
    "AWS": r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])",
    "GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{40,}",
    "GitLab": r"\bgl(?:pat|dt|rt)-[\w-]{20,}",
    "Slack": r"\bxox[abprs]-[\w-]{20,}|hooks\.slack\.com/services/T\w+/B\w+/\w{16,}",
    "npm": r"\bnpm_[A-Za-z0-9]{36}\b",
    "PyPI": r"\bpypi-[\w-]{60,}",
    "Docker Hub": r"\bdckr_pat_[\w-]{20,}",
    "Stripe": r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}",
    "Google": r"\bAIza[\w-]{35}(?![\w-])",
    "Hugging Face": r"\bhf_[A-Za-z]{34}\b",
    "Anthropic": r"\bsk-ant-[\w-]{20,}",
    "OpenAI": r"\bsk-(?:proj-)?[A-Za-z0-9_-]{40,}",
    "SendGrid": r"\bSG\.[\w-]{20,}\.[\w-]{20,}",
    "Databricks": r"\bdapi[0-9a-f]{32}\b",
    "Twilio": r"\bSK[0-9a-f]{32}\b",
    "Azure": r"\bAccountKey=[A-Za-z0-9+/]{86}==|(?<![\w~.-])[\w~.-]{3}8Q~[\w~.-]{31,34}(?![\w~.-])",
    "DigitalOcean": r"\bdop_v1_[0-9a-f]{64}\b",
    "Shopify": r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b",
    "Vault": r"\bhvs\.[\w-]{24,}",
    "Telegram": r"\b\d{8,10}:AA[\w-]{33}(?![\w-])",
    "age": r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b",
    "JWT": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
}
_SHAPES = re.compile("|".join(f"(?P<t{at}>{shape})" for at, shape in enumerate(_TOKENS.values())))
_SERVICES = tuple(_TOKENS)
# Without one of these nothing has any of the shapes; looking for them takes a tenth of the time.
_IN_SHAPES = (
    "AKIA", "ASIA", "gh", "glpat-", "gldt-", "glrt-", "xox", "hooks.slack.com", "npm_", "pypi-", "dckr_pat_", "k_live_", "k_test_",
    "AIza", "hf_", "sk-", "SG.", "dapi", "SK", "AccountKey=", "8Q~", "dop_v1_", "shpat_", "shpca_", "shppa_", "shpss_", "hvs.", ":AA",
    "AGE-SECRET-KEY-1", "eyJ",
)  # fmt: skip
# One look for these beginnings tells most instructions apart from those worth a search.
_HINT = re.compile(
    r"AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt)-|xox|hooks\.slack|npm_|pypi-|dckr_|k_live_|AIza|hf_|sk-|SG\.|PRIVATE KEY"
    r"|://|passw|sshpass|dapi|\bSK[0-9a-f]{8}|AccountKey|8Q~|dop_v1|shp[acps]|hvs\.|:AA|AGE-SECRET|\beyJ"
    r"|\s-u|--user|Authorization|-TOKEN:|X-API-Key|X-JFrog|login|useradd|usermod|mysql|:_auth|http-basic|-oauth\.|-token\.|bearer\.|nuget|REDISCLI_AUTH|aws_secret|CLIENT_SECRET|twine",
    re.IGNORECASE,
)
_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?!\s*[\"'|])")
_URL = re.compile(
    r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://(?P<user>[^\s:/@\"'$<>{}]*):(?P<secret>[^\s/@\"'<>]+)@", re.IGNORECASE
)
_CHPASSWD = re.compile(
    r"""(?:echo|printf)\s+(?:-e\s+)?[\"']?[\w.-]+:(?P<secret>[^\s:\"'|$]+?)(?:\\n)?[\"']?\s*\|\s*(?:sudo\s+)?(?:/usr/sbin/)?chpasswd"""
)
_OPTION = re.compile(
    r"""sshpass\s+-p\s*\\?[\"']?(?P<ssh>[^\s\"'$\\]+)|--(?:http-|ftp-)?password[= ]\\?[\"']?(?P<option>[^\s\"'$\\-][^\s\"'$\\]*)"""
)
# Passwords that programs take by an option of their own.
_PROGRAMS = re.compile(
    r"""\bcurl\b[^|;&\n]*?\s(?:-u|--user)[= ]?\s*[\"']?[^\s:\"'$]+:(?P<curl>[^\s\"'$]+)"""
    r"""|\b(?:docker|podman|buildah|skopeo|crane|oras|helm\s+registry)\s+login\b[^|;&\n]*?\s-p[= ]?\s*\\?[\"']?(?P<login>[^\s\"'$\\-][^\s\"'$\\]*)"""
    r"""|(?<![\w/.-])(?:mysql(?:admin|dump)?|mariadb(?:-admin|-dump)?)\s[^|;&\n]*?(?<=\s)-p(?P<mysql>[^\s\"'$,\]][^\s\"'$,\]]*)"""
    r"""|\baz\s+login\b[^|;&\n]*?\s(?:-p|--password)[= ]\s*[\"']?(?P<azure>[^\s\"'$-][^\s\"'$]*)"""
    r"""|\btwine\s+upload\b[^|;&\n]*?\s(?:-p|--password)[= ]\s*[\"']?(?P<twine>[^\s\"'$-][^\s\"'$]*)"""
    r"""|\baws\s+configure\s+set\s+(?:[\w.-]+\.)?aws_secret_access_key\s+[\"']?(?P<aws>[^\s\"'$]{8,})"""
    r"""|\bmachine\s+[^\s$]+\s+login\s+[^\s$]+\s+password\s+(?P<netrc>[^\s\"'$\\]+)"""
    r"""|\becho\s+[\"']?(?P<echoed>[^\s\"'$|]+)[\"']?\s*\|\s*(?:docker|podman|buildah|skopeo|crane|helm\s+registry)\s+login\b"""
    r"""|(?:^RUN|&&|;|\bexport)\s+(?:PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH|SSHPASS|TWINE_PASSWORD|AWS_SECRET_ACCESS_KEY|ARM_CLIENT_SECRET)=[\"']?(?P<variable>[^\s\"'$]+)"""
    r"""|\bAuthorization:\s*(?:Basic|Bearer|token)\s+(?P<header>[\w+/=.~-]{8,})"""
    r"""|:_(?:authToken|password|auth)[= ]\s*\\?[\"']?(?P<npm>[^\s\"'$\\-][^\s\"'$\\]{7,})"""
    r"""|\b(?:composer|poetry)\s+config\s[^|;&\n]*?http-basic\.\S+\s+[^\s$-]\S*\s+[\"']?(?P<basic>[^\s\"'$-][^\s\"'$]*)"""
    r"""|\b(?:composer|poetry)\s+config\s[^|;&\n]*?(?:github-oauth|gitlab-token|bearer|pypi-token)\.\S+\s+[\"']?(?P<oauth>[^\s\"'$-][^\s\"'$]*)"""
    r"""|\bnuget\s[^|;&\n]*?\s(?:-p|--?password)[= ]\s*[\"']?(?P<nuget>[^\s\"'$-][^\s\"'$]*)"""
    r"""|\b(?:(?:PRIVATE|JOB|DEPLOY)-TOKEN|X-(?:API-Key|Auth-Token|Vault-Token|JFrog-Art-Api)):\s*(?P<named>[\w+/=.~-]{16,})""",
    re.IGNORECASE,
)
# A hash of a password in the image can be tried at leisure.
_HASH = re.compile(
    r"""\b(?:useradd|usermod)\b[^|;&\n]*?\s(?:-p|--password)[= ]\s*(?:'(?P<quoted>[^'\n]+)'|(?P<plain>[^\s\"'$\\][^\s\"'$]*))"""
)
_PLACEHOLDER = re.compile(
    r"example|sample|your|placeholder|change.?me|dummy|fake|mock|test|redacted|todo|replace|insert|xxx|\*{3}|\.{3}|123456"
    r"|^(?:user(?:name)?|pass(?:word|wd)?|secret|token|admin|root|guest|postgres|mysql|postgresql|db|foo|bar|abc|empty|none|null)$"
    r"|^(.)\1+$",
    re.IGNORECASE,
)


_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")  # in `dbPassword`
# Of variables: what holds a secret, and what only has to do with one.
_NAME = re.compile(
    r"(?:^|_)(?:password|passwd|psw|pword|passphrase|secret|token|credentials?|apikey"
    r"|(?:api|access|secret|private|encryption|signing|auth|deploy|ssh|license|account|master|session|hmac)_?key)(?:s?_|s?$)"
    r"|(?:^|_)pgpassword$"
    r"|(?:db|database|sql|mysql|mssql|oracle|postgres|pg|redis|mongo|rabbitmq|ldap|ftp|root|user|admin|smtp|mail|(?:key|trust)store)"
    r"_?(?:pass|pwd|pw)$"
    r"|(?:^|_)pepper$"  # what Devise puts before a password that it hashes
    r"|^bundle_\w+__(?:com|org|net|io|dev|app|cloud|eu|us|uk|kr|jp|de|fr)$",  # what Bundler logs in with: BUNDLE_GITHUB__COM
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"^(?:react_app|vite|vue_app|gatsby|storybook)_|(?:^|_)(?:public|prompt)(?:_|$)|tokens_per_|(?:^|_)(?:max|min|num|total|context|input|output|completion)_(?:\w{1,60}_)?tokens$"
    r"|(?:^|_)(?:use|enable|disable|require|allow(?:_empty)?|generate|random|show)_(?:\w{1,60}_)?(?:password|token|secret)s?$"
    r"|_(?:file|path|dir|url|uri|id|ids|alias|name|header|type|algorithm|length|size|ttl|expiry|expires?"
    r"|expiration|timeout|issuer|audience|endpoint|limit|cookie|enabled|prefix|version|env|field|param|service|policy"
    r"|location|store|storage|manager|prompt|provider|backend|vault|arn|region|scope|scopes|mode|format|encoding|bucket|table"
    r"|hashers?|lifetime|duration|interval|rounds|budget|engine|symbol|address|contract|hint|text|message|string"
    r"|class|handler|helper|validator|strategy|source|ref|label|count|regex|pattern|required|rotation|host|port|server|client)$",
    re.IGNORECASE,
)


def names_secret(name: str) -> bool:
    """Whether a variable's name alone says that it holds a secret: `API_KEY`, `dbPassword`, not `TOKEN_URL`."""
    snake = _HUMP.sub("_", name)
    return _NAME.search(snake) is not None and _OTHER_NAME.search(snake) is None


def literals(text: str) -> Iterator[Literal]:
    """The secrets that are written out in a text, by its code points; placeholders and variables are none."""
    if not _HINT.search(text):
        return
    for match in _SHAPES.finditer(text) if any(part in text for part in _IN_SHAPES) else ():
        if not _PLACEHOLDER.search(match[0]):
            yield Literal("token", _SERVICES[int(match.lastgroup[1:])], Span(*match.span()))  # type: ignore[index]  # a group matched
    for match in _KEY.finditer(text):
        yield Literal("key", "", Span(*match.span()))
    for match in _URL.finditer(text):
        secret = match["secret"]
        if secret.startswith(("$", "{", "%")) or _PLACEHOLDER.search(secret) or secret == match["user"]:
            continue
        if not _SHAPES.search(secret):
            yield Literal("url", "", Span(*match.span("secret")))
    seen: set[Span] = set()
    for pattern in (_CHPASSWD, _HASH, _OPTION, _PROGRAMS):
        for match in pattern.finditer(text):
            name = next(group for group, value in match.groupdict().items() if value is not None)
            span = Span(*match.span(name))
            # An account with a well-known password is as open as one with a secret that leaked.
            is_account = pattern in (_CHPASSWD, _HASH)
            if span in seen or _SHAPES.search(match[name]) or (not is_account and _PLACEHOLDER.search(match[name])):
                continue
            seen.add(span)
            yield Literal("password", "", span)
