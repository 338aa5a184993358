"""`certificates-missing` where a case is more than a text: the Go files of the context."""

import pytest

from lint.cases import findings_of, fixed

RULE = "certificates-missing"
BUILD = "FROM golang:1.26 AS b\nWORKDIR /s\nCOPY . .\nRUN go build -o /app .\n"
SCRATCH = BUILD + "FROM scratch\nCOPY --from=b /app /app\n"
CALLS = 'package main\nimport "net/http"\nfunc main() { http.Get("https://api.github.com/x") }\n'
FILES = {"go.mod": "module x\n", "main.go": CALLS}


@pytest.mark.parametrize(
    ("why", "files", "text", "words"),
    [
        ("nothing is in scratch", FILES, SCRATCH, ["/app"]),
        ("BusyBox has none", FILES, SCRATCH.replace("scratch", "busybox:1.37"), ["/app"]),
        ("nor has Debian before they are installed", FILES, SCRATCH.replace("scratch", "debian:13-slim"), ["/app"]),
        ("Alpine has some", FILES, SCRATCH.replace("scratch", "alpine:3.22"), []),
        ("distroless has some", FILES, SCRATCH.replace("scratch", "gcr.io/distroless/static-debian12"), []),
        ("they are copied", FILES, SCRATCH + "COPY --from=b /etc/ssl/certs /etc/ssl/certs\n", []),
        ("a file of one's own is named", FILES, SCRATCH + "ENV SSL_CERT_FILE=/run/a\n", []),
        ("they are installed", FILES, BUILD + "FROM debian:13-slim\nRUN apt-get install -y ca-certificates\nCOPY --from=b /app /app\n", []),
        ("it calls itself alone", {**FILES, "main.go": CALLS.replace("api.github.com", "localhost:8443")}, SCRATCH, []),
        ("an address in a remark is not called", {**FILES, "main.go": CALLS.replace('http.Get("https://api.github.com/x")', "serve() // https://api.github.com/x")}, SCRATCH, []),
        ("a test calls it", {**FILES, "main.go": "package main\n", "main_test.go": CALLS}, SCRATCH, []),
        ("the program brings its own", {**FILES, "main.go": CALLS + 'import _ "golang.org/x/crypto/x509roots/fallback"\n'}, SCRATCH, []),
        ("which of two programs is copied is not known", {**FILES, "cmd/b/main.go": "package main\n"}, SCRATCH, []),
        ("a client of a service calls it over https", {"go.mod": "module x\nrequire github.com/stripe/stripe-go/v82 v82.1.0\n", "main.go": "package main\n"}, SCRATCH, ["/app"]),
    ],
)  # fmt: skip
def test_words(given, why, files, text, words):
    assert findings_of(text, RULE, given(files)) == words, why


def test_the_builders_file_is_copied(given):
    after = SCRATCH.replace(
        "COPY --from=b /app",
        "COPY --from=b /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt\nCOPY --from=b /app",
    )
    assert fixed(SCRATCH, RULE, context=given(FILES)) == after
