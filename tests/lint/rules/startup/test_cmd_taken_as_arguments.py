"""`cmd-taken-as-arguments`: what the page says of `sh -c`, asked of a real shell."""

import subprocess


def test_a_shell_runs_the_word_behind_its_option_alone():
    """`ENTRYPOINT ["sh", "-c"]` with `CMD ["echo", "hi"]`: `hi` is `$0`, and `echo` prints an empty line."""
    assert subprocess.run(["sh", "-c", "echo", "hi"], capture_output=True, check=True).stdout == b"\n"
    assert subprocess.run(["sh", "-c", "echo hi"], capture_output=True, check=True).stdout == b"hi\n"


def test_a_shell_form_behind_it_starts_a_shell_that_has_nothing_to_do():
    """`CMD echo hi` arrives as `/bin/sh -c "echo hi"`: the inner shell gets neither."""
    command = ["sh", "-c", "/bin/sh", "-c", "echo hi"]
    assert subprocess.run(command, input=b"", capture_output=True, check=True).stdout == b""
