"""`nginx-stopsignal-missing`: nginx is stopped by SIGTERM, which drops the requests that it is answering."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed

HEAD = "FROM debian:13-slim\n"


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("no signal", f'{HEAD}CMD ["nginx"]\n', ['"nginx"']),
        ("its path", f'{HEAD}ENTRYPOINT ["/usr/sbin/nginx", "-g", "daemon off;"]\n', ['"/usr/sbin/nginx"']),
        ("another signal", f'{HEAD}STOPSIGNAL TERM\nCMD ["nginx"]\n', ["TERM"]),
        ("the right one by number", f'{HEAD}STOPSIGNAL 3\nCMD ["nginx"]\n', []),
        ("not known", f'{HEAD}STOPSIGNAL $S\nCMD ["nginx"]\n', []),
        ("the image sets it", 'FROM nginx:1.29\nCMD ["nginx"]\n', []),
        ("the image sets it, the file another", 'FROM nginx:1.29\nSTOPSIGNAL SIGTERM\nCMD ["nginx"]\n', ["SIGTERM"]),
        ("a shell comes first", f"{HEAD}CMD nginx\n", []),
        ("a shell by name", f'{HEAD}CMD ["sh", "-c", "nginx"]\n', []),
        ("an entrypoint comes first", f'{HEAD}ENTRYPOINT ["/run.sh"]\nCMD ["nginx"]\n', []),
        ("the base may bring an entrypoint", 'FROM example.com/own:1\nCMD ["nginx"]\n', []),
        ("a builder", f'{HEAD}CMD ["nginx"]\nFROM debian:13-slim\nCMD ["server"]\n', []),
    ],
)
def test_nginx(why, text, found):
    assert findings_of(text, "nginx-stopsignal-missing") == found, why


def test_the_line_is_added_as_the_file_is_written():
    text = 'from debian:13-slim\r\n  cmd ["nginx"]\r\n'
    wanted = 'from debian:13-slim\r\n  stopsignal SIGQUIT\r\n  cmd ["nginx"]\r\n'
    assert fixed(text, "nginx-stopsignal-missing") == wanted
