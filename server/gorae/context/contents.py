"""What a build context holds that an image has no use for, told by what is really there."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gorae.context.credential_files import holds_credential, may_hold_credential

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context.folder import BuildContext

Kind = Literal["repository", "secret", "dependencies", "environment", "cache", "output", "editor", "log"]

_ORDER: tuple[Kind, ...] = ("repository", "secret", "dependencies", "environment", "cache", "output", "editor", "log")

MANIFESTS = {
    "package.json": "node", "requirements.txt": "python", "pyproject.toml": "python", "setup.py": "python",
    "Pipfile": "python", "poetry.lock": "python", "uv.lock": "python", "manage.py": "python", "go.mod": "go",
    "Cargo.toml": "rust", "pom.xml": "java", "build.gradle": "java", "build.gradle.kts": "java", "Gemfile": "ruby",
    "composer.json": "php", "mix.exs": "elixir",
}  # fmt: skip
_MANIFEST_SUFFIXES = dict.fromkeys((".csproj", ".fsproj", ".vbproj", ".sln", ".slnx"), "dotnet")
_SOURCE_SUFFIXES = {
    ".py": "python", ".js": "node", ".ts": "node", ".go": "go", ".rs": "rust", ".java": "java", ".rb": "ruby",
    ".php": "php", ".cs": "dotnet",
}  # fmt: skip

# A folder of this name, and the files beside or in it that prove what it is (none: the name is proof enough).
_FOLDERS: dict[str, tuple[Kind, tuple[str, ...]]] = {
    ".git": ("repository", ()), ".svn": ("repository", ()), ".hg": ("repository", ()),
    "node_modules": ("dependencies", ()), "bower_components": ("dependencies", ()),
    "__pycache__": ("cache", ()), ".pytest_cache": ("cache", ()), ".mypy_cache": ("cache", ()),
    ".ruff_cache": ("cache", ()),
    ".tox": ("environment", ()), ".nox": ("environment", ()), ".venv": ("environment", ()),
    ".gradle": ("cache", ()), ".terraform": ("cache", ()), ".parcel-cache": ("cache", ()), ".turbo": ("cache", ()),
    ".next": ("output", ()), ".nuxt": ("output", ()), ".svelte-kit": ("output", ()), ".eggs": ("output", ()),
    "htmlcov": ("output", ()), ".nyc_output": ("output", ()),
    ".idea": ("editor", ()), ".vscode": ("editor", ()), ".vs": ("editor", ()),
    "venv": ("environment", ("venv/pyvenv.cfg",)), "env": ("environment", ("env/pyvenv.cfg",)),
    "dist": ("output", ("package.json", "pyproject.toml", "setup.py")),
    "build": ("output", ("package.json", "pyproject.toml", "setup.py", "build.gradle", "build.gradle.kts")),
    "out": ("output", ("package.json",)),
    "target": ("output", ("Cargo.toml", "pom.xml", "build.sbt")),
    "bin": ("output", ("*.csproj", "*.fsproj")), "obj": ("output", ("*.csproj", "*.fsproj")),
    "coverage": ("output", ("package.json",)),
}  # fmt: skip

_SECRET_NAME = re.compile(
    r"""\.env
    |\.env\.(?!(?:[\w.-]*[.-])?(?:example|exemple|exemplo|ejemplo|esempio|beispiel|sample|template|dist|defaults?|schema|ci|tests?|testing|spec)\b)[\w.-]+
    |id_(?:rsa|dsa|ecdsa|ed25519)|[\w.-]+_(?:rsa|ed25519)
    |[^/]+\.(?:key|p12|pfx|jks|keystore|kdbx|ppk|ovpn)|[^/]*\.pem
    |\.npmrc|\.pypirc|\.netrc|_netrc|\.pgpass|\.my\.cnf|\.htpasswd|\.git-credentials|\.dockercfg|\.s3cfg|\.boto
    |credentials|credentials\.(?:json|ya?ml|ini|toml)|client_secrets?(?:_[\w.-]+)?\.json
    |service[-_]?account(?:[-_][\w.-]+)?\.json|secrets?\.(?:json|ya?ml|toml|env|txt|properties)
    |kubeconfig|terraform\.tfvars|.*\.auto\.tfvars|wallet\.dat""",
    re.VERBOSE,
)
_SECRET_PATHS = re.compile(
    r"""(?:^|/)(?:\.aws/credentials|\.docker/config\.json|\.kube/config|\.gnupg/.+|\.config/gcloud/.+
    |\.ssh/(?!known_hosts|config$|authorized_keys|.*\.pub$)[^/]+)$""",
    re.VERBOSE,
)
# Public halves, examples and what tests carry hold nothing to hide.
_PUBLIC_NAME = re.compile(
    r"""\.pub$|public|example|exemple|exemplo|ejemplo|esempio|beispiel|sample|template|dummy|fake|mock|fixture
    |(?:^|[-_.])(?:ca|cert|chain|fullchain|bundle|dhparams?|root|crt)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_TEST_FOLDER = re.compile(
    r"(?:^|/)(?:tests?|__tests__|specs?|test[-_]?(?:data|resources?)|fixtures?|examples?|samples?|docs?|mocks?|e2e|testing)/",
    re.IGNORECASE,
)
_OTHERS_FOLDER = re.compile(
    r"(?:^|/)(?:node_modules|vendor|\.git|\.venv|venv|site-packages|dist-packages|target|\.terraform)/"
)
# Files of these names often hold no secret at all: their first bytes are looked at.
_MAY_HOLD_NONE = re.compile(
    r"""(?:^|/)(?:\.npmrc|\.my\.cnf|credentials(?:\.\w+)?|secrets?\.(?:json|ya?ml|toml|txt|properties|env)|kubeconfig
    |\.env(?:\.[\w.-]+)?
    |[^/]*\.pem|[^/]+\.key|[\w.-]+_(?:rsa|ed25519))$""",
    re.VERBOSE,
)
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY")
_NPM_TOKEN = re.compile(r"(?:_authToken|_auth|_password)\s*=\s*(?!\$\{)\S")
_HAS_VALUE = re.compile(
    r"""(?:passw|secret|token|key|credential)[^\n]{0,60}?[:=]\s*["']?(?!\$|\{\{|<|["']|\s|null|none|change|your|replace|insecure|example|development|test\b|dummy|x{3}|\*)[^\s"']""",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_ERB = re.compile(r"<%=[^%\n]*%>")
_SETS = re.compile(r"^[^\S\n]*(?:export\s+)?[A-Za-z_]\w*=[^\S\n]*[^\s#]", re.MULTILINE)
_SETS_SECRET = re.compile(
    r"""^[^\S\n]*(?:export\s+)?(?=\w*(?:PASS|SECRET|TOKEN|CREDENTIAL|_KEY))\w+=[^\S\n]*["']?
    (?![$<{"'\s#]|null\b|none\b|true\b|false\b|change|your|example|secret\b|password\b)\S""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_SETTING = re.compile(r"^[^\S\n]*(?:export\s+)?([A-Za-z_]\w*)=[^\S\n]*([^\n]*)", re.MULTILINE)
# What the browser gets anyway (Vite, Next.js, Nuxt, Create React App, Vue CLI, SvelteKit, Expo, Gatsby) and plain settings.
_PUBLIC_SETTING = re.compile(
    r"(?:VITE|NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|VUE_APP|PUBLIC|EXPO_PUBLIC|GATSBY|STORYBOOK|COMPOSE)_\w+"
    r"|NODE_ENV|(?:\w+_)?(?:PORT|HOST|DEBUG|LOG_LEVEL|ENV|ENVIRONMENT|TZ|LANG)"
)
_SYMFONY = "###> symfony/"
_APP_SECRET = re.compile(r"^APP_SECRET=.*$", re.MULTILINE)
# Switches and paths hold nothing, whatever they set.
_PLAIN = re.compile(r"""["']?(?:true|false|yes|no|on|off|null|none|\$\{?\w+\}?|\.{0,2}/[\w./-]*)["']?""", re.IGNORECASE)
_PLAIN_URL = re.compile(r"""["']?(?:https?|wss?)://[^\s@"'?]*["']?""")
_NAMES_SECRET = re.compile(r"PASS|PSW|PWD|SECRET|TOKEN|CREDENTIAL|KEY", re.IGNORECASE)
_LOGIN_IN_URL = re.compile(r"://[^/\s:@]*:[^/\s@]+@")
_FEW_LETTERS = 6
_PLACEHOLDER = re.compile(
    r"^(?:dev|local|test|my|default|dummy|fake|sample|some)[-_]|^(?:my)?(?:super)?[-_]?(?:secret|password|postgres|mysql|rabbitmq|minioadmin)"
    r"[-_]?(?:key|password)?\d*$|change[-_]?(?:me|this|in)|placeholder|example|replace|your[-_]|insecure|not[-_]?(?:for|a)[-_]"
    r"|://(?:[\w-]*:(?:postgres|root|admin|guest|user|password|secret|example|[\w-]{1,6})@|\w+:\w+@(?:localhost|127\.))",
    re.IGNORECASE,
)
_HEAD_BYTES = 20_000


class Unwanted(NamedTuple):
    """Something that the image has no use for: the ignore pattern for it, what is there, how many bytes."""

    pattern: str
    path: str  # the first of what is there
    bytes: int
    number: int  # how many such files or folders
    kind: Kind


# What is left out wherever it stands, besides the folders above that their name alone tells.
_EVERYWHERE = frozenset(
    ("*.log", "*.pyc", "*.pyo", "*.py[cod]", "*.swp", ".DS_Store", "Thumbs.db", ".env", ".env.*", ".env.local", "*.tsbuildinfo", "*.egg-info",
     "npm-debug.log", "yarn-error.log", "npm-debug.log*", "yarn-error.log*", ".eslintcache", "*.pem", "*.key")
)  # fmt: skip


def is_meant_everywhere(pattern: str) -> bool:
    """Whether a pattern without `/` is of something that nobody wants in any folder: `node_modules`, `*.pyc`."""
    if pattern in _EVERYWHERE:
        return True
    facts = _FOLDERS.get(pattern)
    return facts is not None and not facts[1] and facts[0] != "repository"


def languages(context: BuildContext) -> tuple[str, ...]:
    """The languages of the project, the most prominent first: by its manifests, else by its sources."""
    found: dict[str, int] = {}
    sources: dict[str, int] = {}
    for path in context.files:
        if _OTHERS_FOLDER.search(path):
            continue
        name = path.rsplit("/", 1)[-1]
        suffix = posixpath.splitext(name)[1]
        language = MANIFESTS.get(name) or _MANIFEST_SUFFIXES.get(suffix)
        if language:
            depth = path.count("/")
            found[language] = min(found.get(language, depth), depth)
        elif suffix in _SOURCE_SUFFIXES:
            sources[_SOURCE_SUFFIXES[suffix]] = sources.get(_SOURCE_SUFFIXES[suffix], 0) - 1
    chosen = found or sources
    return tuple(sorted(chosen, key=lambda language: (chosen[language], language)))


def is_project(context: BuildContext) -> bool:
    """Whether a manifest of some language stands directly in the context's folder."""
    return any(name in context.files for name in MANIFESTS) or any(
        "/" not in path and path.endswith(tuple(_MANIFEST_SUFFIXES)) for path in context.files
    )


def unwanted(context: BuildContext) -> tuple[Unwanted, ...]:
    """What reaches the builder and should not, the largest first; of nested ones only the outermost."""
    known: tuple[Unwanted, ...] | None = context.of_walk.get("unwanted")
    if known is None:
        known = context.of_walk["unwanted"] = _unwanted(context)
    return known


def _unwanted(context: BuildContext) -> tuple[Unwanted, ...]:
    rows: dict[str, Unwanted] = {}
    outer: list[str] = []
    for folder in sorted(context.folders):
        kind = _folder_kind(context, folder)
        if kind is None or any(folder.startswith(one + "/") for one in outer):
            continue
        outer.append(folder)
        size = sum(file.bytes for file in context.under(folder))
        _add(rows, _folder_pattern(folder, kind), folder, size, kind)
    for path in secret_files(context):
        if not any(path.startswith(one + "/") for one in outer):
            _add(rows, _secret_pattern(path), path, context.files[path], "secret")
    for path, size in context.files.items():
        kind = _file_kind(path)
        if kind and not any(path.startswith(one + "/") for one in outer):
            _add(rows, _file_pattern(path), path, size, kind)
    return tuple(sorted(rows.values(), key=lambda row: (-row.bytes, row.pattern)))


def _add(rows: dict[str, Unwanted], pattern: str, path: str, size: int, kind: Kind) -> None:
    first = rows.get(pattern)
    if first is None:
        rows[pattern] = Unwanted(pattern, path, size, 1, kind)
    else:
        rows[pattern] = first._replace(bytes=first.bytes + size, number=first.number + 1)


def _folder_kind(context: BuildContext, folder: str) -> Kind | None:
    parent, _, name = folder.rpartition("/")
    if name.endswith(".egg-info"):
        return "output"
    facts = _FOLDERS.get(name)
    if facts is None:
        return None
    kind, proofs = facts
    if not proofs or any(_is_there(context, parent, proof) for proof in proofs):
        return kind
    return None


def _is_there(context: BuildContext, folder: str, proof: str) -> bool:
    path = f"{folder}/{proof}" if folder else proof
    return bool(context.matches(path)) if "*" in proof else path in context.files


def _folder_pattern(folder: str, kind: Kind) -> str:
    name = folder.rsplit("/", 1)[-1]
    if name.endswith(".egg-info"):
        return "**/*.egg-info"
    everywhere = kind != "repository" and not _FOLDERS[name][1]
    if everywhere:
        return f"**/{name}"
    return folder


def _secret_pattern(path: str) -> str:
    """The file's own path; for `.env` and the like, and keys by their suffix, the name wherever it stands."""
    name = path.rsplit("/", 1)[-1]
    if name.startswith(".env") or name in (".npmrc", ".netrc", ".pypirc", ".pgpass", ".git-credentials"):
        return f"**/{name}"
    return _escaped(path)


def _escaped(path: str) -> str:
    return re.sub(r"([*?\[\\])", r"\\\1", path)


def _file_kind(path: str) -> Kind | None:
    name = path.rsplit("/", 1)[-1]
    if name in (".DS_Store", "Thumbs.db"):
        return "editor"
    if name.endswith((".pyc", ".pyo", ".swp")):
        return "cache"
    return "log" if re.fullmatch(r"(?:npm-debug|yarn-debug|yarn-error|pnpm-debug|hs_err_pid\d+)\.log", name) else None


def _file_pattern(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return f"**/*{posixpath.splitext(name)[1]}" if name.endswith((".pyc", ".pyo", ".swp")) else f"**/{name}"


def suggested_ignores(context: BuildContext) -> tuple[str, ...]:
    """The patterns that an ignore file should have, for what is there: repository, secrets, dependencies and so on."""
    rows = sorted(unwanted(context), key=lambda row: (_ORDER.index(row.kind), row.pattern))
    return tuple(row.pattern for row in rows)


def looks_secret(path: str) -> bool:
    """Whether a file's path alone says that it holds a secret: `.env`, `id_rsa`, `server.key`, `.aws/credentials`."""
    name = path.rsplit("/", 1)[-1]
    if _SECRET_PATHS.search(path):
        return True
    return _SECRET_NAME.fullmatch(name) is not None and not _PUBLIC_NAME.search(name)


def secret_files(context: BuildContext) -> tuple[str, ...]:
    """The files that reach the builder and hold a secret, by their names; where those may lie, by their first bytes.

    Left out: examples, public keys and certificates, what tests and packages of others carry.
    """
    known: tuple[str, ...] | None = context.of_walk.get("secrets")
    if known is None:
        known = context.of_walk["secrets"] = tuple(path for path in context.files if _is_secret(context, path))
    return known


def _is_secret(context: BuildContext, path: str) -> bool:
    if _TEST_FOLDER.search(path) or _OTHERS_FOLDER.search(path) or not context.files[path]:
        return False
    if may_hold_credential(path) and holds_credential(path, lambda: context.read_text(path, _HEAD_BYTES)):
        return True
    if not looks_secret(path):
        return False
    if not _MAY_HOLD_NONE.search(path):
        return True
    text = context.read_text(path, _HEAD_BYTES)
    if text is None:
        return True  # not readable, or binary: a key in DER, a Java keystore
    name = path.rsplit("/", 1)[-1]
    if name in ("secrets.yml", "secrets.yaml") and "<%=" in text and "production:" in text:
        # Rails reads it at the start: the keys of production come from variables.
        return bool(_HAS_VALUE.search(_ERB.sub("<", text.partition("production:")[2])))
    if name.endswith((".pem", ".key", "_rsa", "_ed25519")):
        return bool(_PRIVATE_KEY.search(text)) or name == "master.key"  # Rails keeps it in no PEM
    if _SYMFONY in text and name in (".env", ".env.dev", ".env.test"):
        # Its defaults, which go into the repository; `.env.local` is what does not. APP_SECRET is the recipe's own there.
        return bool(_SETS_SECRET.search(_APP_SECRET.sub("", text)))
    if re.fullmatch(r"\.env(?:\.(?:prod|production|staging|local))?", name):
        return bool(_SETS.search(text)) and not _is_public(text)  # one that sets nothing holds nothing
    if name.startswith(".env."):
        return bool(_SETS_SECRET.search(text))  # others (`.env.docker`, `.env.build`) are often only settings
    if name == ".npmrc":
        return bool(_NPM_TOKEN.search(text))
    if name.endswith((".yaml", ".yml")):
        text = _TEMPLATE.sub("<", text)  # Helm fills these in
    return bool(_HAS_VALUE.search(text)) or bool(_PRIVATE_KEY.search(text))


def _is_public(text: str) -> bool:
    """Whether all that a `.env` sets is for everyone to see: settings of the browser's side, addresses, ports."""
    return not _SETS_SECRET.search(text) and all(
        not value.strip()
        or _PUBLIC_SETTING.fullmatch(name)
        or _PLAIN_URL.fullmatch(value.strip())
        or _PLAIN.fullmatch(value.partition(" #")[0].strip())
        for name, value in _SETTING.findall(text)
    )


def sets_placeholders(context: BuildContext, path: str) -> bool:
    """Whether a `.env` gives each of its secrets a value for the own machine: a word of few letters, `postgres`, `changeme`."""
    if not path.rsplit("/", 1)[-1].startswith(".env"):
        return False
    text = context.read_text(path, _HEAD_BYTES)
    if text is None:
        return False
    settings = [(name, value.partition(" #")[0].strip().strip("\"'")) for name, value in _SETTING.findall(text)]
    users = {value for name, value in settings if "USER" in name.upper()}
    return all(
        value in users or len(value) <= _FEW_LETTERS or _PLACEHOLDER.search(value) is not None or value.startswith("$")
        for name, value in settings
        if _NAMES_SECRET.search(name) or _LOGIN_IN_URL.search(value)
    )


def secrets_under(context: BuildContext, path: str) -> Iterator[str]:
    """The secret files that a COPY source brings along."""
    for file in context.under(path):
        if _is_secret(context, file.path):
            yield file.path
