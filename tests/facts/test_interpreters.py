"""Which of its words an interpreter reads as a file, and which word is the program behind `uv run` and the like."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gorae.facts.interpreters import is_interpreter, runner_length, served_index, what_is_read

if TYPE_CHECKING:
    from pathlib import Path

# Why, the words, and what is read: the file, `-m` and the module, or nothing.
READ = [
    ("the first word is the file", "python app.py --port 80", "app.py"),
    ("letters of one word take no value", "python -uO app.py", "app.py"),
    ("a letter takes the next word", "python -W ignore app.py", "app.py"),
    ("the last letter of a word takes the next word", "python3.13 -uX dev app.py", "app.py"),
    ("a letter has its value in its own word", "python -Wignore app.py", "app.py"),
    ("a long option takes the next word", "python --check-hash-based-pycs default app.py", "app.py"),
    ("two hyphens end the options", "python -u -- app.py", "app.py"),
    ("what stands behind the file is the program's own", "python app.py -m x", "app.py"),
    ("a module", "python -m uvicorn app:app", "-m uvicorn"),
    ("a module behind letters", "python -um app", "-m app"),
    ("a module in the same word has no word of its own", "python -mapp", ""),
    ("code", "python -c pass app.py", ""),
    ("standard input", "python - app.py", ""),
    ("no file at all", "python -u", ""),
    ("an option that wants a value and has none", "python -W", ""),
    ("Node.js: an option's value behind `=`", "node --max-old-space-size=4096 server.js", "server.js"),
    ("Node.js: an option that takes the next word", "node -r dotenv/config --title x server.js", "server.js"),
    ("Node.js: an option without a value", "node --inspect --enable-source-maps dist/main", "dist/main"),
    ("Node.js: code", "node -e 1 server.js", ""),
    ("Node.js: tests, not one file", "node --test a.js", ""),
    ("a TypeScript runner has a subcommand", "tsx watch src/index.ts", "src/index.ts"),
    ("Ruby: a level in the same word", "ruby -W0 app.rb", "app.rb"),
    ("Ruby: a library in the next word", "ruby -r bundler/setup -Ilib app.rb", "app.rb"),
    ("Ruby: another folder, where the file is not known", "ruby -C /srv app.rb", ""),
    ("Perl: a folder of modules", "perl -w -I lib app.pl", "app.pl"),
    ("Perl: code", "perl -we 1 app.pl", ""),
    ("PHP: a setting in the next word", "php -d memory_limit=1G artisan serve", "artisan"),
    ("PHP: the file is an option's value", "php -f index.php", "index.php"),
    ("PHP: the router of the built-in server", "php -S 0.0.0.0:80 -t public router.php", "router.php"),
    ("PHP: the built-in server alone", "php -S 0.0.0.0:80 -t public", ""),
    ("Java: the archive behind its options", "java -Xmx1g -cp lib -jar app.jar", "app.jar"),
    ("Java: options behind -jar", "java -jar -Dx=y app.jar", "app.jar"),
    ("Java: a variable holds options", "java $JAVA_OPTS -jar app.jar", "app.jar"),
    ("Java: a class is no file", "java -cp app.jar org.example.Main", ""),
    (".NET: the file itself", "dotnet app.dll", "app.dll"),
    (".NET: its host's command and options", "dotnet exec --runtimeconfig a.json app.dll", "app.dll"),
    (".NET: a command of the SDK", "dotnet run", ""),
    ("Deno: permissions before the file", "deno run -A --allow-net main.ts", "main.ts"),
    ("Deno: a task is no file", "deno task start", ""),
    ("Bun: with and without its command", "bun run --smol index.ts", "index.ts"),
    ("Bun: a script of package.json is no file", "bun run start", ""),
    ("a shell: the name behind -o", "bash -euo pipefail run.sh", "run.sh"),
    ("a shell: an option that is switched off", "sh +x run.sh", "run.sh"),
    ("a shell: text", "sh -ec run.sh", ""),
    ("in another folder", "/opt/venv/bin/python3 -u /srv/app.py", "/srv/app.py"),
    ("no interpreter", "nginx -g x", ""),
    ("no word", "", ""),
]


@pytest.mark.parametrize(("why", "line", "expected"), READ)
def test_what_is_read(why: str, line: str, expected: str) -> None:
    words = line.split()
    read = what_is_read(words)
    found = {"file": "", "module": "-m ", "nothing": ""}[read.kind] + (words[read.position] if read.position else "")
    assert found == expected, why


# What each interpreter does by itself: the file says that it is read.
RUN = [
    ("python", "app.py", "print('whale!')", [
        "-uO", "-W ignore", "-uX dev", "-Wignore", "--check-hash-based-pycs default", "-u --", "-c pass", "-", "-V",
    ]),
    ("node", "app.js", "console.log('whale!')", [
        "-r fs --title x", "--enable-source-maps --no-warnings", "--max-old-space-size=400", "--conditions x", "-e 1", "-v",
    ]),
    ("perl", "app.pl", "print 'whale!'", ["-w -I lib", "-Mstrict", "-CS", "-we 1", "-v"]),
    ("bash", "app.sh", "echo whale!", ["-eu", "-eo pipefail", "+x", "--rcfile x", "-O extglob --", "-c :", "-ec :", "-s"]),
    ("sh", "app.sh", "echo whale!", ["-eu", "+x", "-c :", "-ec :", "-s"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("program", "file", "text", "options"),
    [
        pytest.param(program, file, text, one, id=f"{program} {one}")
        for program, file, text, every in RUN
        for one in every
    ],
)
def test_interpreters_read_it_so(program: str, file: str, text: str, options: str, tmp_path: Path) -> None:
    path = sys.executable if program == "python" else shutil.which(program)
    if path is None:
        pytest.skip(f"no {program} on this machine")
    (tmp_path / file).write_text(text, encoding="utf-8")
    words = [*options.split(), file]
    run = subprocess.run(
        [path, *words], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    read = what_is_read([program, *words])
    assert (read.kind == "file" and words[read.position - 1] == file) == ("whale!" in run.stdout), run.stderr


SERVED = [
    ("the program itself", "gunicorn app:app", "gunicorn"),
    ("a runner of Python's", "uv run gunicorn", "gunicorn"),
    ("a runner's options, one of which takes a word", "uv run --no-sync --group web python app.py", "python"),
    ("options before the runner's command", "poetry -C app run flask run", "flask"),
    ("one behind the other", "opentelemetry-instrument uv run uvicorn", "uvicorn"),
    ("a module of Python's", "python -u -m uvicorn app:app", "uvicorn"),
    ("a module that uv starts", "uv run -m uvicorn app:app", "uvicorn"),
    ("npx and its option", "npx -y http-server", "http-server"),
    ("npx with another package's program", "npx -p typescript tsc", "tsc"),
    ("yarn needs no command", "yarn next start", "next"),
    ("yarn with one", "yarn exec next start", "next"),
    ("Bundler", "bundle exec puma -C config.rb", "puma"),
    ("Laravel's program is read by PHP", "php -d x=y artisan serve", "artisan"),
    ("another file of PHP's is given to PHP", "php index.php", "php"),
    ("two hyphens", "pnpm exec -- next", "next"),
    ("the runner's other commands start nothing", "uv sync", "uv"),
    ("the runner alone", "uv run", "uv"),
    ("npm with another command", "npm start", "npm"),
    ("a script of package.json by its name", "npm run start", "start"),
    ("two scripts' runners", "yarn run next start", "next"),
]


@pytest.mark.parametrize(("why", "line", "program"), SERVED)
def test_the_program_behind_runners(why: str, line: str, program: str) -> None:
    words = line.split()
    assert words[served_index(words)] == program, why


@pytest.mark.parametrize(
    ("why", "line", "length"),
    [
        ("what starts a program", "npx -y tsx a.ts", 2),
        ("one behind the other", "ddtrace-run bundle exec puma", 3),
        ("a script of package.json is no program", "npm run start", 0),
        ("nor is what may be one", "yarn start", 0),
        ("a file that Bun reads itself", "bun run src/index.ts", 0),
        ("no word", "", 0),
    ],
)
def test_how_many_words_are_who_starts_it(why: str, line: str, length: int) -> None:
    assert runner_length(line.split()) == length, why


@pytest.mark.parametrize(
    ("why", "program", "expected"),
    [
        ("a version in the name", "python3.13", True),
        ("a folder before the name", "/usr/bin/node", True),
        ("a shell reads scripts", "bash", True),
        ("Java reads archives", "java", True),
        ("a server reads its own configuration", "nginx", False),
        ("no program at all", "", False),
    ],
)
def test_interpreters_are_known_by_name(why: str, program: str, *, expected: bool) -> None:
    assert is_interpreter(program) is expected, why
