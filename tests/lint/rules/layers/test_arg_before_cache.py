"""Variables that change with each build, above what installs."""

import pytest

from lint.cases import check_fixed, findings_of

RULE = "arg-before-cache"
APK = "RUN apk add curl\n"

FOUND = [
    ("a commit", f"ARG COMMIT_SHA\n{APK}LABEL rev=$COMMIT_SHA", ["COMMIT_SHA"]),
    ("a date", f"ARG BUILD_DATE=unknown\n{APK}LABEL date=$BUILD_DATE", ["BUILD_DATE"]),
    ("used by a command", f"ARG GIT_SHA\n{APK}RUN go build -ldflags -X=$GIT_SHA", ["GIT_SHA"]),
    ("a version without value", f'ARG VERSION=dev\n{APK}RUN go build -ldflags "-X v=$VERSION"', ["VERSION"]),
    ("by way of ENV", f"ARG VCS_REF\nENV REV=$VCS_REF\n{APK}RUN echo $REV > /rev", ["VCS_REF"]),
    ("in a builder", f"ARG REVISION\n{APK}RUN make $REVISION\nFROM alpine", ["REVISION"]),
    ("a version to install", f"ARG VERSION\n{APK}RUN curl -O https://x.io/$VERSION", []),
    ("a chosen commit", f"ARG GIT_COMMIT=abc123\n{APK}RUN git checkout $GIT_COMMIT", []),
    ("a version of a tool", f"ARG NODE_VERSION=24\n{APK}LABEL v=$NODE_VERSION", []),
    ("used by what installs", "ARG GIT_SHA\nRUN apk add x && echo $GIT_SHA\nRUN apk add y", []),
    ("below what installs", f"{APK}ARG GIT_SHA\nLABEL rev=$GIT_SHA", []),
    ("nothing installs", "ARG GIT_SHA\nRUN make\nLABEL rev=$GIT_SHA", []),
    ("never named", f"ARG GIT_SHA\n{APK}RUN make", []),
    ("declared once more", f"ARG GIT_SHA\n{APK}ARG GIT_SHA\nLABEL rev=$GIT_SHA", []),
    ("a longer name", f"ARG GIT_SHA\n{APK}LABEL rev=$GIT_SHA_LONG", []),
]


@pytest.mark.parametrize(("why", "text", "found"), FOUND)
def test_found(why, text, found):
    assert findings_of(f"FROM alpine\n{text}\n", RULE) == found, why


FIXES = [
    pytest.param(
        f"ARG GIT_SHA\n{APK}RUN echo $GIT_SHA\n",
        f"{APK}ARG GIT_SHA\nRUN echo $GIT_SHA\n",
        id="it goes to the RUN that uses it",
    ),
    pytest.param(
        f"# why\nARG GIT_SHA\n{APK}# rev\nRUN echo $GIT_SHA\n",
        f"{APK}# why\nARG GIT_SHA\n# rev\nRUN echo $GIT_SHA\n",
        id="its comment goes with it",
    ),
    pytest.param(
        f"ARG GIT_SHA\nLABEL r=$GIT_SHA\n{APK}USER a\nCMD x\n",
        f"{APK}ARG GIT_SHA\nLABEL r=$GIT_SHA\nUSER a\nCMD x\n",
        id="the label that uses it goes with it",
    ),
    pytest.param(
        f"ARG GIT_SHA\nLABEL r=$GIT_SHA\n{APK}",
        f"{APK}ARG GIT_SHA\nLABEL r=$GIT_SHA\n",
        id="nothing below uses it, so it goes to the end",
    ),
    pytest.param(
        f"ARG GIT_SHA\nLABEL r=$GIT_SHA\n{APK[:-1]}",
        f"{APK}ARG GIT_SHA\nLABEL r=$GIT_SHA\n",
        id="the same, without a newline at the end",
    ),
    # A program may read the variable without naming it.
    pytest.param(
        f"ARG GIT_SHA\n{APK}RUN make\nLABEL r=$GIT_SHA\n",
        f"{APK}ARG GIT_SHA\nRUN make\nLABEL r=$GIT_SHA\n",
        id="what does not use it is passed",
    ),
    pytest.param(
        f"\nARG GIT_SHA\n\n{APK}RUN echo $GIT_SHA\n",
        f"\n{APK}ARG GIT_SHA\nRUN echo $GIT_SHA\n",
        id="an empty line below it goes with it",
    ),
    pytest.param(
        f"ARG GIT_SHA\r\n{APK[:-1]}\r\nRUN echo $GIT_SHA\r\n",
        f"{APK[:-1]}\r\nARG GIT_SHA\r\nRUN echo $GIT_SHA\r\n",
        id="CRLF stays CRLF",
    ),
]
LEFT = [
    f"ARG GIT_SHA BUILD_DATE\n{APK}LABEL r=$GIT_SHA d=$BUILD_DATE\n",
    f"ARG GIT_SHA\n{APK}RUN make\nRUN apk add x\nLABEL r=$GIT_SHA\n",
]


@pytest.mark.parametrize(("before", "after"), [*FIXES, *((text, text) for text in LEFT)])
def test_fixes(before, after):
    before, after = f"FROM alpine\n{before}", f"FROM alpine\n{after}"
    check_fixed(RULE, before, after)
