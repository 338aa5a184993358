"""Whether a file can do without the shell that reads it today is asked of the file itself."""

import pytest

from gorae.cli.main import main

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
