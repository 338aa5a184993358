"""The pages that hovers, completion, signature help and `gorae explain` are made of, by kind and name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gorae.source.packaged import folder_of
from gorae.texts import Page, parse_page

if TYPE_CHECKING:
    from gorae.texts import Language

# The order in which a word is looked up: `explain user` means the instruction before the command.
KINDS = (
    "instructions", "flags", "mounts", "directives", "comments", "operators", "commands", "images", "concepts", "compose", "tables",
)  # fmt: skip

SITE = "https://github.com/gorae-dev/gorae/blob/main/server/gorae/reference/pages"

# Programs that share a page with another.
_SAME = {
    "nodejs": "node", "pnpx": "pnpm", "bunx": "bun", "uvx": "uv", "egrep": "grep",
    "fgrep": "grep", "gmake": "make", "g++": "gcc", "cc": "gcc", "c++": "gcc", "clang": "gcc", "clang++": "gcc",
    "mvnw": "mvn", "gradlew": "gradle", "bundler": "bundle", "[": "test", "[[": "test", ".": "source",
    "groupmod": "usermod", "delgroup": "userdel", "deluser": "userdel", "groupdel": "userdel", "gunzip": "gzip",
    "zcat": "gzip", "bunzip2": "bzip2", "unxz": "xz", "bsdtar": "tar", "gtar": "tar", "sha512sum": "sha256sum",
    "sha1sum": "sha256sum", "md5sum": "sha256sum", "shasum": "sha256sum", "ash": "sh", "dash": "sh", "bash": "sh",
    "zsh": "sh", "pip-sync": "pip", "mamba": "conda", "micromamba": "conda", "gpg2": "gpg", "gsed": "sed",
    "gawk": "awk", "mawk": "awk", "pushd": "cd", "popd": "cd", "doas": "sudo", "realpath": "readlink", "dirname": "basename", ":": "true", "continue": "break",
    "cpan": "cpanm", "pkgconf": "pkg-config", "unlink": "rm", "mariadbd": "mysqld", "mariadb": "mysql", "pg_isready": "psql", "xx-go": "xx-info",
    "xx-apk": "xx-info", "xx-apt": "xx-info", "xx-apt-get": "xx-info", "xx-verify": "xx-info", "xx-cargo": "xx-info",
    "xx-clang": "xx-info", "docker-entrypoint": "docker-entrypoint.sh", "rake": "ruby", "jar": "javac", "jlink": "javac", "pkill": "kill",
    "killall": "kill", "crond": "cron", "dumb-init": "tini", "docker-init": "tini", "chpasswd": "passwd",
    "a2enconf": "a2enmod", "a2ensite": "a2enmod", "a2dismod": "a2enmod", "a2disconf": "a2enmod", "a2dissite": "a2enmod", "hf": "huggingface-cli", "ncat": "nc",
    "httpd-foreground": "apache2-foreground", "redis-cli": "redis-server", "valkey-server": "redis-server",
    "pwsh": "powershell", "scp": "ssh", "ifconfig": "ip", "docker-compose": "docker", "ionice": "nice",
    "playwright-cli": "playwright", "Configure": "configure", "apt-config": "apt",
    "rpmkeys": "rpm", "aptitude": "apt", "iwr": "invoke-webrequest", "phpdismod": "phpenmod", "containerd": "dockerd", "add-windowsfeature": "install-windowsfeature", "saps": "start-process",
    "r": "rscript", "tofu": "terraform", "ansible": "ansible-playbook", "ansible-galaxy": "ansible-playbook", "convert": "magick", "identify": "magick", "mogrify": "magick", "ffprobe": "ffmpeg",
    "chromium-browser": "chromium", "google-chrome": "chromium", "google-chrome-stable": "chromium", "xvfb": "xvfb-run", "pm2-runtime": "pm2", "mongo": "mongosh", "mongoimport": "mongosh", "mongodump": "mongosh",
    "mongorestore": "mongosh", "s6-setuidgid": "s6-svscan", "jupyter-lab": "jupyter", "jupyter-notebook": "jupyter", "swiftc": "swift", "apt-add-repository": "add-apt-repository", "typeset": "declare",
    "createuser": "psql", "createdb": "psql", "dropdb": "psql", "fc-list": "fc-cache",
    "chocolatey": "choco", "rustup.sh": "rustup-init", "rustup-init.sh": "rustup-init", "sh.rustup.rs": "rustup-init", "uwsgi_python3": "uwsgi", "ninja-build": "ninja", "cmake3": "cmake", "yarnpkg": "yarn",
    "emcmake": "emcc", "emmake": "emcc", "em++": "emcc", "emconfigure": "emcc", "wasm-strip": "wasm-opt", "bootstrap-vcpkg.sh": "vcpkg", "manage.py": "django-admin",
    "py.test": "pytest", "kafka-topics.sh": "kafka-topics", "clj": "clojure", "opensearch-plugin": "elasticsearch-plugin", "wp-cli": "wp", "composer.phar": "composer", "venv": "virtualenv",
}  # fmt: skip
_VERSIONED = re.compile(r"(?:-|(?<![\d.-]))\d[\d.]*$")


# Words that are no page's name: Korean ones, files, and what has another name.
_NAMED = {
    "docker 한눈에": "concepts/docker", "도커": "concepts/docker", "데몬": "concepts/docker", "클라이언트": "concepts/docker",
    "daemon": "concepts/docker", "client": "concepts/docker", "이미지": "concepts/image", "베이스 이미지": "concepts/base-images",
    "컨테이너": "concepts/container", "레지스트리": "concepts/registry", "레이어": "concepts/layers", "캐시": "concepts/cache",
    "빌드 캐시": "concepts/cache", "스테이지": "concepts/multi-stage", "멀티스테이지": "concepts/multi-stage",
    "멀티스테이지 빌드": "concepts/multi-stage", "빌드 컨텍스트": "concepts/build-context", "컨텍스트": "concepts/build-context",
    ".dockerignore": "concepts/build-context", "dockerignore": "concepts/build-context", ".containerignore": "concepts/build-context",
    "무시 파일": "concepts/build-context", "시크릿": "concepts/secrets", "비밀번호": "concepts/secrets", "시그널": "concepts/pid1-and-signals",
    "권한": "concepts/root-and-privileges", "root 사용자": "concepts/root-and-privileges", "변수": "concepts/variables",
    "환경 변수": "instructions/env concepts/variables", "빌드 인자": "instructions/arg concepts/variables", "포트": "instructions/expose compose/ports",
    "볼륨": "instructions/volume compose/volumes", "상태 확인": "instructions/healthcheck compose/healthcheck", "사용자": "instructions/user",
    "태그": "concepts/registry", "컴포즈": "concepts/compose", "서비스": "compose/services", "네트워크": "compose/networks", "프로필": "compose/profiles",
    "compose.yaml": "concepts/compose", "docker-compose.yml": "concepts/compose", "docker compose": "concepts/compose",
    "depends_on": "compose/depends-on", "env_file": "compose/env-file", "취약점": "concepts/scanning", "검사": "concepts/scanning",
    "스캔": "concepts/scanning", "보안 검사": "concepts/scanning", "의존성": "compose/depends-on", "시작 순서": "compose/depends-on",
    "헬스체크": "instructions/healthcheck compose/healthcheck", "라벨": "instructions/label", "레이블": "instructions/label",
    "진입점": "instructions/entrypoint compose/entrypoint", "엔트리포인트": "instructions/entrypoint compose/entrypoint",
    "작업 폴더": "instructions/workdir", "작업 디렉터리": "instructions/workdir", "복사": "instructions/copy instructions/add",
    "셸": "instructions/shell", "플랫폼": "flags/platform", "다이제스트": "concepts/registry concepts/base-images",
    "도커 허브": "concepts/registry", "docker hub": "concepts/registry", "레지스트리와 docker hub": "concepts/registry",
    "registry": "concepts/registry images/registry", "cache": "concepts/cache mounts/cache", "캐시 마운트": "mounts/cache",
    "비밀": "concepts/secrets", "신호": "concepts/pid1-and-signals", "도커파일": "concepts/docker concepts/image",
    "trivy": "concepts/scanning commands/trivy", "docker scan": "concepts/scanning", "docker scout": "concepts/scanning", "scan": "concepts/scanning",
}  # fmt: skip

# In Korean one writes 환경 변수 and 환경변수.
_WITHOUT_SPACES = {name.replace(" ", ""): pages for name, pages in _NAMED.items() if not name.isascii()}


class Option(NamedTuple):
    """A line of a page's front matter: `-o, --output | FILE | 1.2 | text`.

    `value` is what follows an option of a command, the default of a mount's option, what a table's row is about.
    """

    names: tuple[str, ...]
    value: str
    since: str
    text: str


@lru_cache(maxsize=1)
def index() -> dict[str, tuple[str, ...]]:
    """The names of the pages of each kind."""
    root = folder_of("gorae.reference") / "pages"
    found: dict[str, tuple[str, ...]] = {}
    for kind in KINDS:
        folder = root / kind
        files = [file.name for file in folder.iterdir()] if folder.is_dir() else []
        found[kind] = tuple(sorted(name.removesuffix(".en.md") for name in files if name.endswith(".en.md")))
    return found


@lru_cache(maxsize=1024)
def page(kind: str, name: str, language: Language) -> Page | None:
    """The page of that kind and name; None where there is none. Names are lower-case, as the files are."""
    if name not in index().get(kind, ()):
        return None
    file = folder_of("gorae.reference") / "pages" / kind / f"{name}.{language}.md"
    return parse_page(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=1024)
def rows(kind: str, name: str, language: Language, key: str = "option") -> tuple[Option, ...]:
    """The lines of that key in a page: `option`, `command` (a program's own commands), `choice` (values), `row`."""
    found = page(kind, name, language)
    return options(found, key) if found is not None else ()


def options(found: Page, key: str = "option") -> tuple[Option, ...]:
    """The lines of that key in a page, in its order."""
    return tuple(row for line in found.texts(key) if (row := _row(line)))


def _row(line: str) -> Option | None:
    parts = [part.strip() for part in line.split("|", 3)]
    if len(parts) != 4:
        return None
    return Option(tuple(name.strip() for name in parts[0].split(",")), *parts[1:])


@lru_cache(maxsize=1024)
def _by_name(kind: str, name: str, language: Language, key: str) -> dict[str, Option]:
    found: dict[str, Option] = {}
    for row in rows(kind, name, language, key):
        for one in row.names:
            found.setdefault(one, row)
    return found


def row(kind: str, name: str, language: Language, wanted: str, *keys: str) -> Option | None:
    """The line of that name, as it is written: `-y`, `--yes`, `target`; of the first of these keys that has it."""
    for key in keys or ("option",):
        found = _by_name(kind, name, language, key).get(wanted)
        if found is not None:
            return found
    return None


def entry(table: str, wanted: str, language: Language) -> Option | None:
    """What a table (`ports`, `signals`, `labels`, `variables`, `modifiers` …) says of a word."""
    return row("tables", table, language, wanted, "row")


def variable(name: str, language: Language) -> Option | None:
    """What is known of a variable: by its name, else by the longest beginning that means something (`NEXT_PUBLIC_`)."""
    known = entry("variables", name, language)
    for end in (index for index in range(len(name) - 1, 0, -1) if known is None and name[index - 1] == "_"):
        known = entry("variables", name[:end], language)
        if known is not None:
            break
    return known


def command_name(program: str) -> str | None:
    """The name of the page on a program: `python` for `python3.12`, `test` for `[`; None where there is none."""
    known = index()["commands"]
    name = program.removesuffix(".exe") if program.endswith(".exe") else program
    for one in (name, name.lower(), _VERSIONED.sub("", name)):
        if one in known:
            return one
        same = _SAME.get(one)
        if same in known:
            return same
    return None


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in index()["operators"]:
        known = page("operators", name, "en")
        for sign in known.texts("sign") if known is not None else ():
            found[sign] = name
    return found


def operator_name(sign: str) -> str | None:
    """The name of the page on a sign of the shell: `and` for `&&`."""
    return _signs().get(sign)


def url(kind: str, name: str, language: Language) -> str:
    """Where a page is published."""
    return f"{SITE}/{kind}/{name}.{language}.md"


def names() -> list[str]:
    """All words that have a page."""
    pages = [f"--{name}" if kind == "flags" else name for kind, all_ in index().items() for name in all_]
    return [*pages, *_signs(), *_NAMED]


def find_pages(word: str, language: Language) -> list[Page]:
    """The pages that explain a word as a person types it: `COPY`, `copy --from`, `cache`, `apt-get`, `&&`, `5432`, `캐시`."""
    query = " ".join(word.lower().split())
    named = _NAMED.get(query) or _WITHOUT_SPACES.get(query.replace(" ", ""))
    if named is not None:
        pages = (page(*one.split("/"), language) for one in named.split())
        return [one for one in pages if one is not None]
    wanted = " ".join(word.lower().removeprefix("#").removeprefix("$").split())
    places = [(kind, name) for kind in KINDS for name in _spellings(kind, wanted) if name in index()[kind]]
    found = [known for kind, name in dict.fromkeys(places) if (known := page(kind, name, language)) is not None]
    return found or _rows_as_pages(word, language)


def _spellings(kind: str, wanted: str) -> tuple[str, ...]:
    last = wanted.rpartition(" ")[2]
    if kind == "flags":
        return (last.removeprefix("--").partition("=")[0],) if "--" in wanted else (wanted,)
    if kind == "mounts":
        return (wanted.rpartition("type=")[2], wanted)
    if kind == "operators":
        return (operator_name(wanted) or wanted,)
    if kind == "directives":
        return (wanted.partition("=")[0],)
    if kind == "commands":
        return (command_name(wanted) or wanted,)
    return (wanted, wanted.replace(" ", "-"))


def _entry_of(table: str, word: str, language: Language) -> Option | None:
    for spelled in (word, word.removeprefix("$"), word.upper().removeprefix("$")):
        known = entry(table, spelled, language)
        if known is not None:
            return known
    every = rows("tables", table, language, "row")
    if table in ("bake", "compose"):  # whose rows are named by where their key stands
        return next((row for row in every if word in (re.split(r"[./]", name)[-1] for name in row.names)), None)
    if table != "windows":  # whose names are the same in upper and lower case
        return None
    return next((row for row in every if word.lower() in (name.lower() for name in row.names)), None)


def _rows_as_pages(word: str, language: Language) -> list[Page]:
    found = []
    for table in index()["tables"]:
        known = _entry_of(table, word, language)
        whole = page("tables", table, language)
        if known is None or whole is None:
            continue
        # What stands in the middle is a name (of a port's program, of a variant) or an example (of a variable's value).
        is_name = table in ("ports", "users", "variants")
        body = known.text if is_name else f"`{known.value}`" if known.value else ""
        front = {
            "title": (word if word in known.names else word.removeprefix("$"),),
            "summary": (known.value if is_name and known.value else known.text,),
        }
        kept = {key: whole.texts(key) for key in ("see", "source") if whole.texts(key)}
        found.append(Page({**front, **kept}, f"{body}\n" if body != front["summary"][0] else ""))
    return found
