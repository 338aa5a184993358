"""`copy-order-busts-cache`: Sources copied before the dependencies are installed."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed, problems_of

RULE = "copy-order-busts-cache"
HEAD = "FROM debian:13\nWORKDIR /a\n"
NPM = {"package.json": "{}", "package-lock.json": "{}"}
PIP = {"requirements.txt": "flask==3\n"}
EMPTY = {"a.txt": "x"}


INSTALLS = [
    ("npm ci reads the manifest and the lock file", "npm ci", NPM, "package.json package-lock.json"),
    ("npm install reads the lock file too, where there is one", "npm install", NPM, "package.json package-lock.json"),
    ("an option does not change what is installed", "npm ci --silent", NPM, "package.json package-lock.json"),
    ("a named package is not taken from the manifest", "npm install express", NPM, None),
    ("a script of the project is no install", "npm run build", NPM, None),
    ("the manifest of another folder is not the one at the top", "npm ci --prefix web", NPM, None),
    ("without package.json there is nothing to copy first", "npm ci", {"package-lock.json": "{}"}, None),
    ("npm alone only shows its help", "npm", NPM, None),
    ("yarn alone installs", "yarn", {"package.json": "{}", "yarn.lock": ""}, "package.json yarn.lock"),
    (
        "yarn with nothing but options installs, also without a lock file",
        "yarn --silent",
        {"package.json": "{}"},
        "package.json",
    ),
    ("yarn runs the script that it is given", "yarn build", {"package.json": "{}"}, None),
    ("npm with nothing but options shows its help", "npm --silent", {"package.json": "{}"}, None),
    (
        "pnpm has a short name for install and a lock file of its own",
        "pnpm i",
        {"package.json": "{}", "pnpm-lock.yaml": ""},
        "package.json pnpm-lock.yaml",
    ),
    ("bun has a lock file of its own", "bun install", {"package.json": "{}", "bun.lock": ""}, "package.json bun.lock"),
    ("pip reads the file that -r names", "pip install -r requirements.txt", PIP, "requirements.txt"),
    (
        "pip takes the file right behind -r, and may have a number in its name",
        "pip3 install -rrequirements.txt",
        PIP,
        "requirements.txt",
    ),
    (
        "pip may be called as a module of Python, with the long option",
        "python -m pip install --requirement requirements.txt",
        PIP,
        "requirements.txt",
    ),
    (
        "the long option may be joined to its file",
        "python3 -m pip install --requirement=requirements.txt",
        PIP,
        "requirements.txt",
    ),
    ("another module of Python is not pip", "python -m venv install -r requirements.txt", PIP, None),
    ("another language's -m is not Python's", "ruby -m pip install -r requirements.txt", PIP, None),
    (
        "limits are read at the install, so they are copied first",
        "pip install -r requirements.txt -c limits.txt",
        PIP | {"limits.txt": ""},
        "requirements.txt limits.txt",
    ),
    (
        "limits may be joined to -c",
        "pip install -r requirements.txt -climits.txt",
        PIP | {"limits.txt": ""},
        "requirements.txt limits.txt",
    ),
    (
        "a file of requirements names another one, which is read too",
        "pip install -r requirements.txt",
        {"requirements.txt": "-r base.txt\n", "base.txt": ""},
        "requirements.txt base.txt",
    ),
    (
        "a file that is named and not in the context would be missing from the layer",
        "pip install -r requirements.txt",
        {"requirements.txt": "-r base.txt\n"},
        None,
    ),
    ("the context does not have the file", "pip install -r other.txt", PIP, None),
    (
        "the project itself is installed in place, which wants its sources",
        "pip install -r requirements.txt -e .",
        PIP,
        None,
    ),
    ("the project itself is installed, which wants its sources", "pip install -r requirements.txt .", PIP, None),
    (
        "a package of the repository is installed, which wants its sources",
        "pip install -r requirements.txt ./lib",
        PIP,
        None,
    ),
    ("packages by name need no file of the context", "pip install flask", PIP, None),
    ("a download is no install", "pip download -r requirements.txt", PIP, None),
    ("Go fetches what go.mod names", "go mod download", {"go.mod": "", "go.sum": ""}, "go.mod go.sum"),
    ("a build fetches first, and the lock file is not needed", "go build", {"go.mod": ""}, "go.mod"),
    ("go mod tidy reads the sources for what they import", "go mod tidy", {"go.mod": ""}, None),
    ("a test needs the sources", "go test", {"go.mod": ""}, None),
    ("Bundler reads the Gemfile", "bundle install", {"Gemfile": ""}, "Gemfile"),
    ("Bundler's other name installs as well", "bundler install", {"Gemfile": ""}, "Gemfile"),
    ("a task is no install", "bundle exec rake", {"Gemfile": ""}, None),
    ("Poetry reads pyproject.toml", "poetry install", {"pyproject.toml": ""}, "pyproject.toml"),
    ("Poetry builds the project from its sources", "poetry build", {"pyproject.toml": ""}, None),
    (
        "uv reads pyproject.toml and its lock file",
        "uv sync",
        {"pyproject.toml": "", "uv.lock": ""},
        "pyproject.toml uv.lock",
    ),
    ("uv runs a program of the project", "uv run x", {"pyproject.toml": ""}, None),
    ("Composer reads composer.json", "composer install", {"composer.json": "{}"}, "composer.json"),
    ("a script of the project is no install in PHP either", "composer test", {"composer.json": "{}"}, None),
    ("Maven fetches before it packages", "mvn package", {"pom.xml": ""}, "pom.xml"),
    (
        "PDM reads pyproject.toml and its lock file",
        "pdm install --prod --no-self",
        {"pyproject.toml": "", "pdm.lock": ""},
        "pyproject.toml pdm.lock",
    ),
    ("PDM builds the project from its sources", "pdm build", {"pyproject.toml": ""}, None),
    (
        "pipenv has files of its own",
        "pipenv sync --system",
        {"Pipfile": "", "Pipfile.lock": ""},
        "Pipfile Pipfile.lock",
    ),
    ("pipenv runs a program of the project", "pipenv run x", {"Pipfile": ""}, None),
    ("Mix fetches what mix.exs names", "mix deps.get --only prod", {"mix.exs": "", "mix.lock": ""}, "mix.exs mix.lock"),
    ("a release needs the sources", "mix release", {"mix.exs": ""}, None),
    ("sbt fetches before it assembles", "sbt assembly", {"build.sbt": ""}, "build.sbt"),
    ("Maven's wrapper is Maven", "./mvnw verify", {"pom.xml": ""}, "pom.xml"),
    ("tests need the sources", "mvn test", {"pom.xml": ""}, None),
    ("a project of several modules needs all of their files", "mvn package", {"pom.xml": "", "web/pom.xml": ""}, None),
    (".NET restores what the only project file names", "dotnet restore", {"x.csproj": ""}, "x.csproj"),
    ("a project file by name may have others that it refers to", "dotnet restore x.csproj", {"x.csproj": ""}, None),
    ("Cargo fetches before it builds", "cargo build", {"Cargo.toml": "", "Cargo.lock": ""}, "Cargo.toml Cargo.lock"),
    ("Cargo's tests need the sources", "cargo test", {"Cargo.toml": ""}, None),
    ("Gradle fetches before it builds", "gradle build", {"build.gradle": ""}, "build.gradle"),
    (
        "Gradle's wrapper is Gradle, and settings are read with the build file",
        "./gradlew bootJar",
        {"build.gradle.kts": "", "settings.gradle": ""},
        "build.gradle.kts settings.gradle",
    ),
    ("settings alone are no build", "gradle build", {"settings.gradle": ""}, None),
    ("Gradle's tests need the sources", "gradle test", {"build.gradle": ""}, None),
    ("nobody knows what a Makefile installs", "make install", NPM, None),
    ("the context has no manifest", "npm ci", EMPTY, None),
    ("a subshell may be left for any reason", "(npm ci)", NPM, None),
    ("the folder has no manifest of its own", "cd web && npm ci", NPM, None),
    ("what stands before the install needs no manifest", "ls && npm ci", NPM, "package.json package-lock.json"),
]


FIRST = "COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n"


@pytest.mark.parametrize(("why", "command", "files", "names"), INSTALLS)
def test_what_installs_from_which_files(why, given, command, files, names):
    problems = problems_of(f"{HEAD}COPY . .\nRUN {command}\n", RULE, given(files))
    reported = [dict(problem.finding.facts)["names"].replace("`", "").replace(",", "") for problem in problems]
    assert reported == ([names] if names else []), why


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("everything is copied, then installed", "COPY . .\nRUN npm ci\n", ["."]),
        ("the slash says the same", "COPY ./ ./\nRUN npm ci\n", ["./"]),
        ("the target is the folder by its path", "COPY . /a\nRUN npm ci\n", ["."]),
        ("a slash behind the path says the same", "COPY . /a/\nRUN npm ci\n", ["."]),
        ("a wildcard copies everything as well", "COPY * .\nRUN npm ci\n", ["*"]),
        ("the install runs in another folder", "COPY . /b\nRUN npm ci\n", []),
        ("a folder of the context is not everything", "COPY src .\nRUN npm ci\n", []),
        ("another stage's files are not the context", "COPY --from=x . .\nRUN npm ci\n", []),
        ("ADD copies as COPY does", "ADD . .\nRUN npm ci\n", ["."]),
        ("two sources are not looked into", "COPY . . .\nRUN npm ci\n", []),
        ("only the COPY of everything is reported", "COPY src .\nCOPY . .\nRUN npm ci\n", ["."]),
        ("the second COPY changes nothing: the first is reported", "COPY . .\nCOPY . ./\nRUN npm ci\n", ["."]),
        ("the sources come after the install", "RUN npm ci\nCOPY . .\n", []),
        (
            "the install ran before the sources came; the second finds its layer's packages",
            "COPY package.json .\nRUN npm ci\nCOPY . .\nRUN npm ci\n",
            [],
        ),
        ("one finding for a manager", "COPY . .\nRUN npm ci\nRUN npm ci\n", ["."]),
        ("other instructions between change nothing", "RUN ls\nCOPY . .\nRUN ls\nRUN npm ci\n", ["."]),
        ("another manager's install is not this one's", "RUN pip install -r x\nCOPY . .\nRUN npm ci\n", ["."]),
        (
            "a mount for the cache makes the second install cheap",
            "COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
            [],
        ),
        ("a mount brings the manifest", "COPY . .\nRUN --mount=type=bind,target=/x npm ci\n", []),
        ("a secret brings no packages", "COPY . .\nRUN --mount=type=secret,id=x npm ci\n", ["."]),
        ("a bind of unknown content is not looked into", "COPY . .\nRUN --mount=target=/x npm ci\n", ["."]),
        ("a program that starts is no step of the build", "COPY . .\nCMD npm ci\n", []),
    ],
)
def test_where_it_stands(why, given, text, found):
    assert findings_of(HEAD + text, RULE, given(NPM)) == found, why


@pytest.mark.parametrize(
    ("text", "files", "found"),
    [
        (
            "COPY backend backend\nWORKDIR /a/backend\nRUN pip install -r r.txt\n",
            ("backend/r.txt", "backend/m.py"),
            ["backend"],
        ),
        ("COPY backend/ /srv/\nRUN cd /srv && npm ci\n", ("backend/package.json", "backend/m.js"), ["backend/"]),
        ("COPY req req\nWORKDIR /a/req\nRUN pip install -r r.txt\n", ("req/r.txt",), []),
        ("COPY backend backend\nRUN pip install -r r.txt\n", ("backend/r.txt", "backend/m.py"), []),
    ],
    ids=["a project in a folder", "its contents elsewhere", "no sources in it", "the install is not in it"],
)
def test_one_folder_of_several(given, text, files, found):
    assert findings_of(HEAD + text, RULE, given(dict.fromkeys(files, "x"))) == found


def test_a_stage_below_has_installed_already(given):
    below = "FROM debian:13 AS b\nCOPY package.json .\nRUN npm ci\nFROM b\nCOPY . .\nRUN npm ci\n"
    assert findings_of(below, RULE, given(NPM)) == []


@pytest.mark.parametrize(
    ("why", "manifest", "fetch", "install"),
    [
        ("Maven has a goal that fetches all", "pom.xml", "mvn dependency:go-offline", "mvn package"),
        (
            "goals of fetching may be several, behind options",
            "pom.xml",
            "mvn -B -q dependency:resolve dependency:resolve-plugins",
            "mvn -B verify",
        ),
        (
            "a plugin's goal fetches, called by the wrapper",
            "pom.xml",
            "./mvnw de.qaware.maven:go-offline-maven-plugin:resolve-dependencies",
            "./mvnw package",
        ),
        ("listing dependencies fetches them", "build.gradle", "gradle dependencies --no-daemon", "gradle bootJar"),
        (
            "a task of the project's own says in its name that it downloads",
            "build.gradle.kts",
            "./gradlew downloadDependencies",
            "./gradlew build",
        ),
        ("Cargo has a command that only fetches", "Cargo.toml", "cargo fetch --locked", "cargo build --release"),
        (
            "a program of one empty function builds all crates",
            "Cargo.toml",
            "mkdir src && echo 'fn main() {}' > src/main.rs && cargo build",
            "cargo build --release",
        ),
        ("Go's vendor folder holds what was fetched", "go.mod", "go mod tidy && go mod vendor", "go build"),
        ("pnpm fetches from the lock file alone", "package.json", "pnpm fetch", "pnpm install --offline"),
        ("Bundler writes the lock file before anything is copied", "Gemfile", "bundle lock", "bundle install"),
    ],
)
def test_what_was_fetched_before_is_not_installed_again(why, given, manifest, fetch, install):
    """The layer that fetches stays in the cache, whatever the sources do."""
    context = given({manifest: ""})
    assert findings_of(HEAD + f"COPY {manifest} ./\nRUN {fetch}\nCOPY . .\nRUN {install}\n", RULE, context) == []
    assert findings_of(HEAD + f"COPY . .\nRUN {install}\n", RULE, context) == ["."]


def test_a_manager_that_is_only_set_up_fetches_nothing(given):
    context = given({"package.json": ""})
    text = HEAD + "RUN npm config set registry https://r.example\nCOPY . .\nRUN npm install\n"
    assert findings_of(text, RULE, context) == ["."]


def test_cargo_chef_has_fetched_already(given):
    context = given({"Cargo.toml": ""})
    assert findings_of(HEAD + "RUN cargo chef cook\nCOPY . .\nRUN cargo build\n", RULE, context) == []
    assert findings_of(HEAD + "RUN cargo chef prepare\nCOPY . .\nRUN cargo build\n", RULE, context) == ["."]


@pytest.mark.parametrize(
    ("why", "files", "before", "after"),
    [
        ("the manifest and the install go above the sources", NPM, "COPY . .\nRUN npm ci\n", FIRST),
        ("a path as target is kept", NPM, "COPY . /a\nRUN npm ci\n", FIRST.replace("./", "/a/").replace(". .", ". /a")),
        ("a slash behind the path is kept", NPM, "COPY . /a/\nRUN npm ci\n", FIRST.replace("./", "/a/").replace(". .", ". /a/")),
        ("indentation is kept", NPM, "  COPY . .\nRUN npm ci\n", "  COPY package.json package-lock.json ./\nRUN npm ci\n  COPY . .\n"),
        ("what stands between stays above the install", NPM, "COPY . .\nENV A=1\nRUN npm ci\n", "COPY package.json package-lock.json ./\nENV A=1\nRUN npm ci\nCOPY . .\n"),
        ("what follows the install in its RUN goes on below the sources", NPM, "COPY . .\nRUN npm ci && npm run build\n", FIRST + "RUN npm run build\n"),
        ("the keyword's case is kept", NPM, "COPY . .\nrun npm ci && npm run build\n", FIRST.replace("RUN", "run") + "run npm run build\n"),
        ("a flag is kept on both lines", NPM, "COPY --chown=1 . .\nRUN npm ci\n", FIRST.replace("COPY", "COPY --chown=1")),
        ("the install would run as another user", NPM, "COPY . .\nUSER app\nRUN npm ci\n", None),
        ("another RUN between may need the sources", NPM, "COPY . .\nRUN ls\nRUN npm ci\n", None),
        ("what stands before the install may need the sources", NPM, "COPY . .\nRUN ls && npm ci\n", None),
        ("a pipe cannot be cut", NPM, "COPY . .\nRUN npm ci | cat\n", None),
        ("a background job cannot be cut", NPM, "COPY . .\nRUN npm ci &\n", None),
        ("what follows a semicolon runs also where the install fails", NPM, "COPY . .\nRUN npm ci; ls\n", None),
        ("what follows an or runs only where the install fails", NPM, "COPY . .\nRUN npm ci || ls\n", None),
        ("a comment within the RUN would be lost", NPM, "COPY . .\nRUN npm ci \\\n# why\n && ls\n", None),
        ("a flag of the RUN would have to be on both halves", NPM, "COPY . .\nRUN --network=none npm ci && ls\n", None),
        ("a flag of a RUN that is moved whole goes with it", NPM, "COPY . .\nRUN --network=none npm ci\n", FIRST.replace("RUN", "RUN --network=none")),
        ("an exec form is not taken apart", NPM, 'COPY . .\nRUN ["npm", "ci"]\n', None),
        ("a heredoc is not taken apart", NPM, "COPY . .\nRUN <<E\nnpm ci\nE\n", None),
        ("a comment within the COPY would be lost", NPM, "COPY \\\n# why\n . .\nRUN npm ci\n", None),
        ("a script of the package runs at the install and may read the sources", NPM | {"package.json": '{"scripts": {"postinstall": "x"}}'}, "COPY . .\nRUN npm ci\n", None),
        ("workspaces have manifests in other folders", NPM | {"package.json": '{"workspaces": []}'}, "COPY . .\nRUN npm ci\n", None),
        ("patches are applied at the install", NPM | {"patches/a": "x"}, "COPY . .\nRUN npm ci\n", None),
        ("yarn's own folder is read at the install", NPM | {".yarn/a": "x"}, "COPY . .\nRUN npm ci\n", None),
        ("a file of requirements is enough for pip", PIP, "COPY . .\nRUN pip install -r requirements.txt\n",
         "COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\n"),
        ("a package of the repository wants its sources", {"requirements.txt": "-e ./lib\n"}, "COPY . .\nRUN pip install -r requirements.txt\n", None),
        ("so does one in a file that the first one names", {"requirements.txt": "-r b.txt", "b.txt": "./x\n"}, "COPY . .\nRUN pip install -r requirements.txt\n", None),
        ("a file in a folder would have to be copied into it", {"conf/r.txt": ""}, "COPY . .\nRUN pip install -r conf/r.txt\n", None),
        ("a name with a space would need another form of COPY", {"r s.txt": ""}, "COPY . .\nRUN pip install -r 'r s.txt'\n", None),
        ("a gemspec reads the project's version from its sources", {"Gemfile": "gemspec\n"}, "COPY . .\nRUN bundle install\n", None),
        ("a Gemfile is enough for Bundler", {"Gemfile": ""}, "COPY . .\nRUN bundle install\n", "COPY Gemfile ./\nRUN bundle install\nCOPY . .\n"),
        ("a module beside the project is read at the download", {"go.mod": "replace x => ../y\n"}, "COPY . .\nRUN go mod download\n", None),
        ("Go fetches what the build will need, the build stays below", {"go.mod": "", "go.sum": ""}, "COPY . .\nRUN go build\n", "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build\n"),
        ("the new RUN has the case of the old one", {"go.mod": ""}, "copy . .\nrun go build\n", "copy go.mod ./\nrun go mod download\ncopy . .\nrun go build\n"),
        ("the new COPY has the flag of the old one", {"go.mod": ""}, "COPY --chown=1 . .\nRUN go build\n", "COPY --chown=1 go.mod ./\nRUN go mod download\nCOPY --chown=1 . .\nRUN go build\n"),
        ("without the project itself Poetry needs no sources", {"pyproject.toml": ""}, "COPY . .\nRUN poetry install --no-root\n",
         "COPY pyproject.toml ./\nRUN poetry install --no-root\nCOPY . .\n"),
        ("the project itself is installed below the sources", {"pyproject.toml": ""}, "COPY . .\nRUN poetry install --only main\n",
         "COPY pyproject.toml ./\nRUN poetry install --no-root --only main\nCOPY . .\nRUN poetry install --only main\n"),
        ("without the project itself uv needs no sources", {"pyproject.toml": ""}, "COPY . .\nRUN uv sync --no-install-project\n",
         "COPY pyproject.toml ./\nRUN uv sync --no-install-project\nCOPY . .\n"),
        ("Composer's autoloader reads the sources, so it is written below them", {"composer.json": "{}"}, "COPY . .\nRUN composer install --no-scripts --no-dev\n",
         "COPY composer.json ./\nRUN composer install --no-scripts --no-autoloader --no-dev\nCOPY . .\nRUN composer install --no-scripts --no-dev\n"),
        ("Cargo has no command that builds crates without the sources", {"Cargo.toml": ""}, "COPY . .\nRUN cargo build\n", None),
        ("Gradle has none either", {"build.gradle": ""}, "COPY . .\nRUN gradle build\n", None),
    ],
)  # fmt: skip
def test_how_the_lines_change_places(why, given, files, before, after):
    context = given(files)
    assert findings_of(HEAD + before, RULE, context)
    assert fixed(HEAD + before, RULE, context=context) == HEAD + (after or before)


@pytest.mark.parametrize(
    ("text", "files", "found"),
    [
        pytest.param("COPY . /app\nWORKDIR /app\nRUN npm install\n", NPM, ["."], id="the folder is named afterwards"),
        pytest.param("COPY . /app\nRUN cd /app && npm ci\n", NPM, ["."], id="cd goes to where the sources are"),
        pytest.param("COPY . /app\nWORKDIR /app/web\nRUN npm ci\n", {"web/package.json": "{}"}, ["."], id="a folder below"),
        pytest.param("COPY . .\nRUN cd web && npm ci\n", {"web/package.json": "{}"}, ["."], id="cd to a folder below"),
        pytest.param("COPY . .\nRUN cd api && pip install -r requirements.txt\n", {"api/requirements.txt": "a\n"}, ["."], id="pip in a folder below"),
        pytest.param("COPY . /app\nWORKDIR /other\nRUN npm ci\n", NPM, [], id="another folder"),
        pytest.param("COPY . /app\nWORKDIR /app/web\nRUN npm ci\n", NPM, [], id="no manifest in the folder below"),
        pytest.param("ARG D\nCOPY . $D\nRUN npm ci\n", NPM, [], id="a folder that nobody knows"),
    ],
)  # fmt: skip
def test_where_the_install_runs(given, text, files, found):
    assert findings_of(HEAD + text, RULE, given(files)) == found


EARLY = "FROM node:24\nWORKDIR /app\nCOPY package.json ./\nCOPY src ./src\nRUN npm ci\n"
NODE_FILES = {
    "package.json": "{}",
    "src/a.js": "",
    "prisma/seed.ts": "",
    "main.go": "",
    "go.mod": "module x",
    "web/package.json": "{}",
    "web/a.js": "",
}


@pytest.mark.parametrize(
    ("why", "text", "words", "after"),
    [
        ("a folder of sources above the install", EARLY, ["src"], EARLY.replace("COPY src ./src\nRUN npm ci\n", "RUN npm ci\nCOPY src ./src\n")),
        ("a file beside the manifest", "FROM golang:1.26\nWORKDIR /s\nCOPY go.mod main.go ./\nRUN go mod download\n", ["main.go"], "FROM golang:1.26\nWORKDIR /s\nCOPY go.mod ./\nRUN go mod download\nCOPY main.go ./\n"),
        ("what the install reads", EARLY.replace("src", "prisma"), [], None),
        ("a package of a workspace", EARLY.replace("src", "web"), [], None),
        ("sources that go to a folder that the install does not read", EARLY.replace("./src", "/srv/src"), [], None),
        ("installed before", EARLY.replace("COPY src", "RUN npm ci\nCOPY src"), [], None),
    ],
)  # fmt: skip
def test_sources_by_their_names(given, why, text, words, after):
    context = given(NODE_FILES)
    assert findings_of(text, "copy-order-busts-cache", context) == words, why
    if after is not None:
        assert fixed(text, "copy-order-busts-cache", context=context) == after, why


def test_manifests_that_are_copied_above_already(given):
    text = f"{HEAD}COPY package.json /a\nCOPY . /a\nRUN npm install && npm run build\n"
    context = given({"package.json": "{}", "s.js": "x"})
    assert [one.finding.variant for one in problems_of(text, RULE, context)] == ["there"], (
        "only the install stands too low"
    )
    assert fixed(text, RULE, context=context) == text
