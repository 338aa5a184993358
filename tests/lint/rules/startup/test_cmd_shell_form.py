"""`cmd-shell-form` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.cli.main import main
from lint.cases import applicabilities

CMD = "cmd-shell-form"
DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("plain words", "CMD a b\n", "safe"),
        ("the shell replaces a variable", "CMD a $B\n", "unsafe"),
        ("the shell joins two commands", "CMD a && b\n", "unsafe"),
        ("a comment would be lost", "CMD a \\\n# why\n b\n", "none"),
    ],
)
def test_only_the_shell_that_has_nothing_to_do_is_safe_to_leave(why, text, found):
    assert applicabilities(DEBIAN + text, CMD) == [found], why


TEXT = "FROM debian:13-slim\nCOPY start.sh /app/\nWORKDIR /app\nUSER nobody\nCMD {command}\n"


@pytest.mark.parametrize(
    ("why", "content", "command", "after"),
    [
        ("its first line says who reads it", "#!/bin/sh\nexec app\n", "./start.sh", 'CMD ["./start.sh"]'),
        ("the system cannot start it: only a shell reads it", "exec app\n", "./start.sh", "CMD ./start.sh"),
        ("a file that nobody has seen", "#!/bin/sh\n", "/srv/run", "CMD /srv/run"),
        ("a program of a package", "", "/usr/bin/python3 -m app", 'CMD ["/usr/bin/python3", "-m", "app"]'),
        ("a program of PATH", "", "python3 -m app", 'CMD ["python3", "-m", "app"]'),
    ],
)
def test_a_script_without_an_interpreter_keeps_its_shell(tmp_path, why, content, command, after):
    (tmp_path / "start.sh").write_text(content)
    file = tmp_path / "Dockerfile"
    file.write_text(TEXT.format(command=command))
    main(["check", str(file), "--select", "cmd-shell-form", "--fix"])
    assert file.read_text().splitlines()[-1] == after, why
