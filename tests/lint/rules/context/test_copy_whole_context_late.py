"""`copy-whole-context-late` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of

BUILDER = "FROM golang:1.26 AS b\nCOPY . .\nRUN go build -o /o/app .\n"

LATE = "copy-whole-context-late"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["/bin/app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/ /x\nCMD ["/x/app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["other"]\n', []),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /opt/\nCMD ["app"]\n', []),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY x .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', []),
        (
            BUILDER.replace("go build", "go vet")
            + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n',
            [],
        ),
        (
            BUILDER.replace("COPY . .\n", "")
            + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n',
            [],
        ),
        (
            BUILDER.replace("COPY .", "COPY --from=x .")
            + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n',
            [],
        ),
        ('FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', []),
        (BUILDER + "FROM nginx:1.29\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/site /s\n", ["."]),
        (BUILDER + 'FROM $X\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app /bin/\nCMD ["app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from=b /o/app .\nCMD ["./app"]\n', ["."]),
        (BUILDER + 'FROM alpine:3.22\nWORKDIR /a\nCOPY . .\nCOPY --from= /o/app /bin/\nCMD ["app"]\n', []),
    ],
)
def test_the_whole_context_beside_what_was_built(text, found):
    assert findings_of(text, LATE) == found
