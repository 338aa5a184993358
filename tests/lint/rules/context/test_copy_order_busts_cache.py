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
    ("npm ci", NPM, "package.json package-lock.json"),
    ("npm install", NPM, "package.json package-lock.json"),
    ("npm ci --silent", NPM, "package.json package-lock.json"),
    ("npm install express", NPM, None),
    ("npm run build", NPM, None),
    ("npm ci --prefix web", NPM, None),
    ("npm ci", {"package-lock.json": "{}"}, None),
    ("npm", NPM, None),
    ("yarn", {"package.json": "{}", "yarn.lock": ""}, "package.json yarn.lock"),
    ("yarn --silent", {"package.json": "{}"}, "package.json"),
    ("yarn build", {"package.json": "{}"}, None),
    ("npm --silent", {"package.json": "{}"}, None),
    ("pnpm i", {"package.json": "{}", "pnpm-lock.yaml": ""}, "package.json pnpm-lock.yaml"),
    ("bun install", {"package.json": "{}", "bun.lock": ""}, "package.json bun.lock"),
    ("pip install -r requirements.txt", PIP, "requirements.txt"),
    ("pip3 install -rrequirements.txt", PIP, "requirements.txt"),
    ("python -m pip install --requirement requirements.txt", PIP, "requirements.txt"),
    ("python3 -m pip install --requirement=requirements.txt", PIP, "requirements.txt"),
    ("python -m venv install -r requirements.txt", PIP, None),
    ("ruby -m pip install -r requirements.txt", PIP, None),
    ("pip install -r requirements.txt -c limits.txt", PIP | {"limits.txt": ""}, "requirements.txt limits.txt"),
    ("pip install -r requirements.txt -climits.txt", PIP | {"limits.txt": ""}, "requirements.txt limits.txt"),
    (
        "pip install -r requirements.txt",
        {"requirements.txt": "-r base.txt\n", "base.txt": ""},
        "requirements.txt base.txt",
    ),
    ("pip install -r requirements.txt", {"requirements.txt": "-r base.txt\n"}, None),
    ("pip install -r other.txt", PIP, None),
    ("pip install -r requirements.txt -e .", PIP, None),
    ("pip install -r requirements.txt .", PIP, None),
    ("pip install -r requirements.txt ./lib", PIP, None),
    ("pip install flask", PIP, None),
    ("pip download -r requirements.txt", PIP, None),
    ("go mod download", {"go.mod": "", "go.sum": ""}, "go.mod go.sum"),
    ("go build", {"go.mod": ""}, "go.mod"),
    ("go mod tidy", {"go.mod": ""}, None),
    ("go test", {"go.mod": ""}, None),
    ("bundle install", {"Gemfile": ""}, "Gemfile"),
    ("bundler install", {"Gemfile": ""}, "Gemfile"),
    ("bundle exec rake", {"Gemfile": ""}, None),
    ("poetry install", {"pyproject.toml": ""}, "pyproject.toml"),
    ("poetry build", {"pyproject.toml": ""}, None),
    ("uv sync", {"pyproject.toml": "", "uv.lock": ""}, "pyproject.toml uv.lock"),
    ("uv run x", {"pyproject.toml": ""}, None),
    ("composer install", {"composer.json": "{}"}, "composer.json"),
    ("composer test", {"composer.json": "{}"}, None),
    ("mvn package", {"pom.xml": ""}, "pom.xml"),
    ("pdm install --prod --no-self", {"pyproject.toml": "", "pdm.lock": ""}, "pyproject.toml pdm.lock"),
    ("pdm build", {"pyproject.toml": ""}, None),
    ("pipenv sync --system", {"Pipfile": "", "Pipfile.lock": ""}, "Pipfile Pipfile.lock"),
    ("pipenv run x", {"Pipfile": ""}, None),
    ("mix deps.get --only prod", {"mix.exs": "", "mix.lock": ""}, "mix.exs mix.lock"),
    ("mix release", {"mix.exs": ""}, None),
    ("sbt assembly", {"build.sbt": ""}, "build.sbt"),
    ("./mvnw verify", {"pom.xml": ""}, "pom.xml"),
    ("mvn test", {"pom.xml": ""}, None),
    ("mvn package", {"pom.xml": "", "web/pom.xml": ""}, None),
    ("dotnet restore", {"x.csproj": ""}, "x.csproj"),
    ("dotnet restore x.csproj", {"x.csproj": ""}, None),
    ("cargo build", {"Cargo.toml": "", "Cargo.lock": ""}, "Cargo.toml Cargo.lock"),
    ("cargo test", {"Cargo.toml": ""}, None),
    ("gradle build", {"build.gradle": ""}, "build.gradle"),
    ("./gradlew bootJar", {"build.gradle.kts": "", "settings.gradle": ""}, "build.gradle.kts settings.gradle"),
    ("gradle build", {"settings.gradle": ""}, None),
    ("gradle test", {"build.gradle": ""}, None),
    ("make install", NPM, None),
    ("npm ci", EMPTY, None),
    ("(npm ci)", NPM, None),
    ("cd web && npm ci", NPM, None),
    ("ls && npm ci", NPM, "package.json package-lock.json"),
]


FIRST = "COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n"


@pytest.mark.parametrize(("command", "files", "names"), INSTALLS)
def test_what_installs_from_which_files(given, command, files, names):
    problems = problems_of(f"{HEAD}COPY . .\nRUN {command}\n", RULE, given(files))
    reported = [dict(problem.finding.facts)["names"].replace("`", "").replace(",", "") for problem in problems]
    assert reported == ([names] if names else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("COPY . .\nRUN npm ci\n", ["."]),
        ("COPY ./ ./\nRUN npm ci\n", ["./"]),
        ("COPY . /a\nRUN npm ci\n", ["."]),
        ("COPY . /a/\nRUN npm ci\n", ["."]),
        ("COPY * .\nRUN npm ci\n", ["*"]),
        ("COPY . /b\nRUN npm ci\n", []),
        ("COPY src .\nRUN npm ci\n", []),
        ("COPY --from=x . .\nRUN npm ci\n", []),
        ("ADD . .\nRUN npm ci\n", ["."]),
        ("COPY . . .\nRUN npm ci\n", []),
        ("COPY src .\nCOPY . .\nRUN npm ci\n", ["."]),
        ("COPY . .\nCOPY . ./\nRUN npm ci\n", ["."]),
        ("RUN npm ci\nCOPY . .\n", []),
        ("COPY package.json .\nRUN npm ci\nCOPY . .\nRUN npm ci\n", []),
        ("COPY . .\nRUN npm ci\nRUN npm ci\n", ["."]),
        ("RUN ls\nCOPY . .\nRUN ls\nRUN npm ci\n", ["."]),
        ("RUN pip install -r x\nCOPY . .\nRUN npm ci\n", ["."]),
        ("COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci\n", []),
        ("COPY . .\nRUN --mount=type=bind,target=/x npm ci\n", []),
        ("COPY . .\nRUN --mount=type=secret,id=x npm ci\n", ["."]),
        ("COPY . .\nRUN --mount=target=/x npm ci\n", ["."]),
        ("COPY . .\nCMD npm ci\n", []),
    ],
)
def test_where_it_stands(given, text, found):
    assert findings_of(HEAD + text, RULE, given(NPM)) == found


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
    ("manifest", "fetch", "install"),
    [
        ("pom.xml", "mvn dependency:go-offline", "mvn package"),
        ("pom.xml", "mvn -B -q dependency:resolve dependency:resolve-plugins", "mvn -B verify"),
        ("pom.xml", "./mvnw de.qaware.maven:go-offline-maven-plugin:resolve-dependencies", "./mvnw package"),
        ("build.gradle", "gradle dependencies --no-daemon", "gradle bootJar"),
        ("build.gradle.kts", "./gradlew downloadDependencies", "./gradlew build"),
        ("Cargo.toml", "cargo fetch --locked", "cargo build --release"),
        ("Cargo.toml", "mkdir src && echo 'fn main() {}' > src/main.rs && cargo build", "cargo build --release"),
        ("go.mod", "go mod tidy && go mod vendor", "go build"),
        ("package.json", "pnpm fetch", "pnpm install --offline"),
        ("Gemfile", "bundle lock", "bundle install"),
    ],
)
def test_what_was_fetched_before_is_not_installed_again(given, manifest, fetch, install):
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
    ("files", "before", "after"),
    [
        (NPM, "COPY . .\nRUN npm ci\n", FIRST),
        (NPM, "COPY . /a\nRUN npm ci\n", FIRST.replace("./", "/a/").replace(". .", ". /a")),
        (NPM, "COPY . /a/\nRUN npm ci\n", FIRST.replace("./", "/a/").replace(". .", ". /a/")),
        (NPM, "  COPY . .\nRUN npm ci\n", "  COPY package.json package-lock.json ./\nRUN npm ci\n  COPY . .\n"),
        (NPM, "COPY . .\nENV A=1\nRUN npm ci\n", "COPY package.json package-lock.json ./\nENV A=1\nRUN npm ci\nCOPY . .\n"),
        (NPM, "COPY . .\nRUN npm ci && npm run build\n", FIRST + "RUN npm run build\n"),
        (NPM, "COPY . .\nrun npm ci && npm run build\n", FIRST.replace("RUN", "run") + "run npm run build\n"),
        (NPM, "COPY --chown=1 . .\nRUN npm ci\n", FIRST.replace("COPY", "COPY --chown=1")),
        (NPM, "COPY . .\nUSER app\nRUN npm ci\n", None),
        (NPM, "COPY . .\nRUN ls\nRUN npm ci\n", None),
        (NPM, "COPY . .\nRUN ls && npm ci\n", None),
        (NPM, "COPY . .\nRUN npm ci | cat\n", None),
        (NPM, "COPY . .\nRUN npm ci &\n", None),
        (NPM, "COPY . .\nRUN npm ci; ls\n", None),
        (NPM, "COPY . .\nRUN npm ci || ls\n", None),
        (NPM, "COPY . .\nRUN npm ci \\\n# why\n && ls\n", None),
        (NPM, "COPY . .\nRUN --network=none npm ci && ls\n", None),
        (NPM, "COPY . .\nRUN --network=none npm ci\n", FIRST.replace("RUN", "RUN --network=none")),
        (NPM, 'COPY . .\nRUN ["npm", "ci"]\n', None),
        (NPM, "COPY . .\nRUN <<E\nnpm ci\nE\n", None),
        (NPM, "COPY \\\n# why\n . .\nRUN npm ci\n", None),
        (NPM | {"package.json": '{"scripts": {"postinstall": "x"}}'}, "COPY . .\nRUN npm ci\n", None),
        (NPM | {"package.json": '{"workspaces": []}'}, "COPY . .\nRUN npm ci\n", None),
        (NPM | {"patches/a": "x"}, "COPY . .\nRUN npm ci\n", None),
        (NPM | {".yarn/a": "x"}, "COPY . .\nRUN npm ci\n", None),
        (PIP, "COPY . .\nRUN pip install -r requirements.txt\n",
         "COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\n"),
        ({"requirements.txt": "-e ./lib\n"}, "COPY . .\nRUN pip install -r requirements.txt\n", None),
        ({"requirements.txt": "-r b.txt", "b.txt": "./x\n"}, "COPY . .\nRUN pip install -r requirements.txt\n", None),
        ({"conf/r.txt": ""}, "COPY . .\nRUN pip install -r conf/r.txt\n", None),
        ({"r s.txt": ""}, "COPY . .\nRUN pip install -r 'r s.txt'\n", None),
        ({"Gemfile": "gemspec\n"}, "COPY . .\nRUN bundle install\n", None),
        ({"Gemfile": ""}, "COPY . .\nRUN bundle install\n", "COPY Gemfile ./\nRUN bundle install\nCOPY . .\n"),
        ({"go.mod": "replace x => ../y\n"}, "COPY . .\nRUN go mod download\n", None),
        ({"go.mod": "", "go.sum": ""}, "COPY . .\nRUN go build\n", "COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build\n"),
        ({"go.mod": ""}, "copy . .\nrun go build\n", "copy go.mod ./\nrun go mod download\ncopy . .\nrun go build\n"),
        ({"go.mod": ""}, "COPY --chown=1 . .\nRUN go build\n", "COPY --chown=1 go.mod ./\nRUN go mod download\nCOPY --chown=1 . .\nRUN go build\n"),
        ({"pyproject.toml": ""}, "COPY . .\nRUN poetry install --no-root\n",
         "COPY pyproject.toml ./\nRUN poetry install --no-root\nCOPY . .\n"),
        ({"pyproject.toml": ""}, "COPY . .\nRUN poetry install --only main\n",
         "COPY pyproject.toml ./\nRUN poetry install --no-root --only main\nCOPY . .\nRUN poetry install --only main\n"),
        ({"pyproject.toml": ""}, "COPY . .\nRUN uv sync --no-install-project\n",
         "COPY pyproject.toml ./\nRUN uv sync --no-install-project\nCOPY . .\n"),
        ({"composer.json": "{}"}, "COPY . .\nRUN composer install --no-scripts --no-dev\n",
         "COPY composer.json ./\nRUN composer install --no-scripts --no-autoloader --no-dev\nCOPY . .\nRUN composer install --no-scripts --no-dev\n"),
        ({"Cargo.toml": ""}, "COPY . .\nRUN cargo build\n", None),
        ({"build.gradle": ""}, "COPY . .\nRUN gradle build\n", None),
    ],
)  # fmt: skip
def test_how_the_lines_change_places(given, files, before, after):
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
