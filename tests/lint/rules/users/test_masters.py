"""Servers that only start as root: their workers are an ordinary user's already."""

import pytest

from lint.cases import problems_of

RULE = "user-missing"


@pytest.mark.parametrize(
    ("text", "severity", "variant"),
    [
        ("FROM nginx:1.31\nCOPY dist /usr/share/nginx/html\n", "information", "master"),
        ('FROM nginx:1.31\nCMD ["nginx", "-g", "daemon off;"]\n', "information", "master"),
        ("FROM httpd:2.4\nCOPY dist /usr/local/apache2/htdocs\nCMD httpd-foreground\n", "information", "master"),
        ("FROM php:8.4-apache\nCMD apache2-foreground\n", "information", "master"),
        ("FROM nginx:1.31\nCMD /start.sh\n", "warning", ""),
        ("FROM php:8.4-cli\nCMD php /srv/a.php\n", "warning", ""),
        ("FROM node:24\nCMD node a.js\n", "warning", ""),
        ("FROM debian:13\nRUN apt-get install -y nginx\nCMD nginx\n", "warning", ""),
    ],
)
def test_severity(text: str, severity: str, variant: str) -> None:
    (problem,) = problems_of(text, RULE)
    assert (problem.severity, problem.finding.variant) == (severity, variant)
