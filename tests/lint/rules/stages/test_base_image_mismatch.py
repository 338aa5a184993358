"""`base-image-mismatch` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixes_of

COPY = "COPY --from=a /out/app /bin/app\n"

GO = "FROM golang:1.26 AS a\nWORKDIR /src\nRUN go build -o /out/app .\n"

LIBRARY = "base-image-mismatch"


@pytest.mark.parametrize(
    ("builder", "image", "count"),
    [
        (GO, "FROM alpine:3.22\n", 2),
        (GO, "FROM alpine:3.22\nRUN x\n", 1),
        (GO, "FROM alpine:3.22 AS b\nFROM b\n", 1),
        (
            GO.replace("RUN go build -o /out/app .", 'RUN ["go", "build", "-o", "/out/app", "."]'),
            "FROM alpine:3.22\n",
            1,
        ),
        (GO.replace("1.26 AS", "1.26-alpine AS").replace("RUN", "RUN apk add gcc && "), "FROM debian:13\n", 0),
    ],
)
def test_ways_to_mend_a_missing_library(builder, image, count):
    assert [len(fixes) for fixes in fixes_of(builder + image + COPY, LIBRARY)] == [count]


def test_the_image_of_the_builder_s_release():
    text = GO.replace("1.26", "1.26-bullseye") + "FROM alpine:3.22\n" + COPY
    assert fixes_of(text, LIBRARY)[0][1] == text.replace("alpine:3.22", "debian:bullseye-slim")
