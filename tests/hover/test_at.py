"""What a hover says: `|` marks the cursor, the second column what must stand in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.hover import hover_at
from gorae.lint import messages as sentences
from gorae.reference.markup import published, with_links
from gorae.stages import build
from gorae.syntax import parse
from gorae.texts.markdown import to_plain
from lint.cases import TODAY, check

if TYPE_CHECKING:
    from gorae.texts import Language

CASES = {
    "an instruction": ("FROM debian:13-slim\nEXP|OSE 80\n", "EXPOSE", "포트"),
    "the bracket that opens an array": ('FROM a:1\nCMD |["node", "a.js"]\n', "[", "셸을 거치지 않고"),
    "the bracket that closes one, not the string before": (
        'FROM a:1\nCMD ["node", "a.js"|]\n',
        "]",
        "셸을 거치지 않고",
    ),
    "a comma of an array": ('FROM a:1\nVOLUME ["/a"|, "/b"]\n', ",", "공백이 들어 있는 경로"),
    "a comma within a string": ('FROM a:1\nCMD ["node", "a|,b"]\n', '"a,b"', "a,b"),
    "joined options of a shell, each named once": (
        'FROM a:1\nSHELL ["bash", "-e|o", "pipefail", "-c"]\n',
        '"-eo"',
        "`-o`(뒤에",
    ),
    "a variable that holds a secret": ("FROM a:1\nENV API_|KEY=x\n", "API_KEY", "concepts/secrets"),
    "a file that holds a secret": ("FROM a:1\nCOPY server.|pem /etc/\n", "server.pem", "concepts/secrets"),
    "a scanner": ("FROM a:1\nRUN tri|vy fs /\n", "trivy", "concepts/scanning"),
    "behind ONBUILD": ("FROM debian:13-slim\nONBUILD CO|PY . /app\n", "COPY", "빌드 컨텍스트"),
    "a variable's value": ("FROM a:1\nENV PORT=8080\nEXPOSE $PO|RT\n", "$PORT", "8080"),
    "a variable in a shell command": ("FROM a:1\nARG TAG=v1\nRUN echo ${TA|G}\n", "${TAG}", "v1"),
    "a declared variable": ("FROM a:1\nENV PO|RT=8080\n", "PORT", "8080"),
    "an undefined variable": ("FROM a:1\nEXPOSE $PO|RT\n", "$PORT", "이 파일에서 설정하지 않았습니다"),
    "a stage in --from": ("FROM a:1 AS made\nFROM b:1\nCOPY --from=ma|de /x /y\n", "made", "1번째 줄"),
    "a stage as a base": ("FROM a:1 AS made\nFROM ma|de\n", "made", "`made` 스테이지"),
    "an image without a tag": ("FROM deb|ian\n", "debian", "latest"),
    "the empty image": ("FROM scr|atch\n", "scratch", "빈 이미지"),
    "a command": ("FROM a:1\nRUN apt-|get update\n", "apt-get", "apt"),
    "bundled options": ("FROM a:1\nRUN tar -xz|f a.tgz\n", "-xzf", "`-z`"),
    "an option with its value": ("FROM a:1\nRUN make -j|4\n", "-j4", "동시에"),
    "the value of an option": ("FROM a:1\nRUN mkdir -m 07|50 /x\n", "0750", "그룹은 읽기·실행"),
    "a mode": ("FROM a:1\nRUN chmod u+|x /x\n", "u+x", "소유자는 실행 권한 추가"),
    "a program that a COPY above brings": (
        "FROM a:1\nCOPY tools/setup /usr/local/bin/\nRUN set|up --all\n",
        "setup",
        "2번째 줄에서 이미지에 복사한 `/usr/local/bin/setup`",
    ),
    "a program that a COPY brings later": ("FROM a:1\nRUN set|up\nCOPY setup /usr/bin/\n", "setup", "`PATH`에서 찾아"),
    "a program that the base stage copied, by its path": (
        'FROM a:1 AS base\nCOPY run /opt/run\nFROM base\nENTRYPOINT ["/opt/|run"]\n',
        '"/opt/run"',
        "2번째 줄에서 이미지에 복사한 `/opt/run`",
    ),
    "an option with a suffix in the same word": ("FROM a:1\nRUN sed -i|.bak s/a/b/ /f\n", "-i.bak", "파일을 고칩니다"),
    "a program without a page": ("FROM a:1\nRUN a && b|b\n", "bb", "PATH"),
    "the word of a CMD below an image that may have an ENTRYPOINT": (
        'FROM gcr.io/distroless/nodejs24-debian13\nCMD ["ser|ver.js"]\n',
        '"server.js"',
        "그 프로그램의 인자이고",
    ),
    "the program of a CMD below an image that is known": (
        'FROM debian:13\nCMD ["begi|n"]\n',
        '"begin"',
        "`PATH`에서 찾아",
    ),
    "a number that nobody makes": ("FROM a:1\nUSER 100|01\n", "10001", "홈 폴더가 `/`"),
    "a number that a useradd gives": (
        "FROM a:1\nRUN useradd --uid 10001 app\nUSER 100|01\n",
        "10001",
        "2번째 줄에서 만든",
    ),
    "a flag's value": ("FROM a:1\nCOPY --chmod=06|44 a /b\n", "--chmod=0644", "나머지는 읽기"),
    "a duration": ("FROM a:1\nHEALTHCHECK --interval=1m|30s CMD a\n", "--interval=1m30s", "1분 30초"),
    "a mount's option": (
        "FROM a:1\nRUN --mount=type=cache,target=/x,sha|ring=locked a\n",
        "sharing=locked",
        "앞 빌드가 끝날",
    ),
    "a port": ("FROM a:1\nEXPOSE 54|32\n", "5432", "PostgreSQL"),
    "a signal": ("FROM a:1\nSTOPSIGNAL SIG|QUIT\n", "SIGQUIT", "nginx"),
    "a user that is made": ("FROM a:1\nRUN useradd app\nUSER a|pp\n", "app", "2번째 줄에서 만든"),
    "a label": ("FROM a:1\nLABEL org.opencontainers.image.sou|rce=x\n", "org.opencontainers.image.source", "저장소"),
    "a form of a variable": ("FROM a:1\nARG V=1.2.3\nCOPY a /${V%|.*}\n", "${V%.*}", "결과: `1.2`"),
    "a form in a shell": ("FROM a:1\nARG V=1.2.3\nRUN echo ${V#|*.}\n", "${V#*.}", "결과: `2.3`"),
    "an argument above FROM": ("ARG V=1\nFROM a:$V\nCOPY a /$|V\n", "$V", "스테이지 안에서는 비어"),
    "a redirection": ("FROM a:1\nRUN a 2>|&1\n", "2>&1", "왼쪽부터"),
    "a word of the shell": ("FROM a:1\nRUN if a; th|en b; fi\n", "then", "if 명령"),
    "a directive": ("# syn|tax=docker/dockerfile:1\nFROM a:1\n", "# syntax=docker/dockerfile:1", "1.x의 최신"),
    "a comment of ours": (
        "# gorae: ignore=base-image-|latest\nFROM a\n",
        "base-image-latest",
        "latest",
    ),
    "a destination": ("FROM a:1\nWORKDIR /app\nCOPY a ./b|in/\n", "./bin/", "/app/bin/"),
    "whom copies of the context belong to": ("FROM a:1\nCOPY a /b|in/\n", "/bin/", "소유자는 root입니다"),
    "whom copies of a stage belong to": ("FROM a:1\nCOPY --from=b:1 /a /b|in/\n", "/bin/", "번호 그대로입니다"),
    "a download": ("FROM a:1\nADD https://e.org/a|.tgz /b/\n", "https://e.org/a.tgz", "압축은 풀지 않습니다"),
    "a download that is unpacked": (
        "FROM a:1\nADD --unpack https://e.org/a|.tgz /b/\n",
        "https://e.org/a.tgz",
        "풀어서 넣습니다",
    ),
    "the user of Bitnami's images": ("FROM bitnami/re|dis:latest\n", "bitnami/redis:latest", "사용자: `1001`"),
    "the user of nginx without root": (
        "FROM nginxinc/nginx-unpriv|ileged:1.29\n",
        "nginxinc/nginx-unprivileged:1.29",
        "사용자: `nginx`",
    ),
    "an image by its default": ("ARG V\nFROM nod|e:${V:-24}\n", "node:${V:-24}", "다른 값을 전달하지 않으면 이 이미지"),
    "an image that nothing decides": ("ARG V\nFROM nod|e:${V}\n", "node:${V}", "이미지를 확인할 수 없습니다"),
    "a form whose variable nobody sets": ("ARG V\nFROM a:${V:|-24}\n", "${V:-24}", "전달하지 않으면: `24`"),
    "a tag newer than the data": ("FROM python:3.14|.999\n", "python:3.14.999", "목록보다 새로운 버전"),
    "a tag older than the data": ("FROM python:3.14|.0\n", "python:3.14.0", "현재 목록에 `3.14.0` 태그가 없습니다"),
    "a stage, from the flag's name": (
        "FROM a:1 AS made\nFROM b:1\nCOPY --fr|om=made /x /y\n",
        "--from=made",
        "1번째 줄",
    ),
    "a user of the base image": ("FROM node:24\nUSER no|de\n", "node", "베이스 이미지(`node`)에 들어 있는"),
    "an option of xx itself": (
        "FROM a:1\nRUN xx-clang --setup-target-|triple\n",
        "--setup-target-triple",
        "컴파일러 이름을",
    ),
    "an option of what xx runs": ("FROM a:1\nRUN xx-go build -tri|mpath .\n", "-trimpath", "경로를"),
    "a value from above FROM": ("ARG V=24\nFROM a:1\nARG |V\n", "V", "첫 `FROM` 위(1번째 줄)의 값"),
    "a variable that its own line sets": ("FROM a:1\nENV P=/x:$|P\n", "$P", "그 앞의 값"),
    "a value of its own": ("FROM a:1\nENV Q=1\nENV P=$|Q\n", "$Q", "환경 변수"),
    "a form of what the shell sets": ("FROM a:1\nRUN x=$(y); echo ${x#|#*-}\n", "${x##*-}", "가장 긴 부분을"),
    "the length of a variable": ("FROM a:1\nARG V=abc\nRUN echo ${#|V}\n", "${#V}", "문자 수"),
    "a flag that there is not": ("FROM a:1\nCOPY --fo|rm=b x y\n", "--form=b", "`--from` 플래그를 뜻했나요?"),
    "a variable by how its name begins": (
        "FROM a:1\nARG NEXT_PUBLIC_S|HOP_URL\n",
        "NEXT_PUBLIC_SHOP_URL",
        "브라우저 코드에",
    ),
    "a comment of tally": (
        "# ta|lly ignore=hadolint/DL3006\nFROM a\n",
        "# tally ignore=hadolint/DL3006",
        "tally의 주석",
    ),
    "a rule by its tool and name": (
        "# tally ignore=tally/world-writable-state|-path-workaround\nFROM a\n",
        "tally/world-writable-state-path-workaround",
        "world-writable",
    ),
    "a heredoc": ("FROM a:1\nRUN <<E|OF\na\nEOF\n", "<<EOF", "히어독"),
    "what a line rebuilds": (
        "FROM a:1\nCO|PY . /a\nRUN b\nRUN c\n",
        "COPY",
        "`RUN` 2개도 다시 실행합니다(3~4번째 줄)",
    ),
    "what an ENV rebuilds": ("FROM a:1\nEN|V A=1\nCOPY b /b\nRUN c\n", "ENV", "`RUN` 1개도 다시 실행합니다(4번째 줄)"),
    "what a label rebuilds": ("FROM a:1\nLAB|EL a=1\nRUN c\n", "LABEL", "레이어를 만들지 않고"),
    "entrypoint and command": (
        'FROM a:1\nENTRYPOINT ["python"]\nC|MD ["app.py"]\n',
        "CMD",
        "python app.py",
    ),
    "a command that is ignored": ('FROM a:1\nENTRYPOINT run me\nC|MD ["app.py"]\n', "CMD", "`CMD`는 무시됩니다"),
    "a program that was installed": (
        "FROM a:1\nRUN apt-get install -y sqlmap\nRUN sql|map -u\n",
        "sqlmap",
        "2번째 줄에서 설치한",
    ),
    "what python runs": ("FROM a:1\nRUN python3 -m pip install --no-ca|che-dir x\n", "--no-cache-dir", "~/.cache/pip"),
    "what find runs": ("FROM a:1\nRUN find /x -name y -exec rm -r|f {} + -print\n", "-rf", "폴더와 그 안의 파일을"),
    "behind what find runs": ("FROM a:1\nRUN find /x -exec rm {} + -pri|nt\n", "-print", "경로를 출력"),
    "the first pattern on the line of its case": (
        'FROM a:1\nRUN case "$(uname -m)" in x86|_64) A=1 ;; *) A=2 ;; esac\n',
        "x86_64)",
        "`case`의 패턴",
    ),
    "the parenthesis behind it": (
        'FROM a:1\nRUN case "$(uname -m)" in x86_64|) A=1 ;; *) A=2 ;; esac\n',
        "x86_64)",
        "`case`의 패턴",
    ),
    "a command's option": ("FROM a:1\nRUN apt-get install -|y curl\n", "-y", "--yes"),
}


POWERSHELL = """# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2025
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN """
CMD = "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN "
WINDOWS = {
    "a cmdlet": (POWERSHELL, "Invoke-Web|Request a -OutFile b", "Invoke-WebRequest", "진행 막대"),
    "a cmdlet in lower case": (POWERSHELL, "a; invoke-web|request a", "invoke-webrequest", "진행 막대"),
    "its option": (POWERSHELL, "Invoke-WebRequest a `\n    -OutFi|le b", "-OutFile", "이 파일에 저장"),
    "an option behind another program": (POWERSHELL, "Start-Process git.exe -Wai|t", "-Wait", "꼭 필요"),
    "an option of the program that is started": (
        POWERSHELL,
        "Start-Process msiexec '/i', 'a.msi', '/q|n'",
        "/qn",
        "창을",
    ),
    "a cmdlet of the table": (POWERSHELL, "Test-Pa|th a", "Test-Path", "있는지"),
    "a variable of the shell": (POWERSHELL, "$Progress|Preference = 'x'", "$ProgressPreference", "진행 막대"),
    "an environment variable": (POWERSHELL, "echo ${en|v:A}", "${env", "환경 변수"),
    "an operator": (POWERSHELL, "if (a -n|e b) { exit 1 }", "-ne", "다른지"),
    "a bundle of options": (POWERSHELL, "curl.exe -fs|SL a", "-fsSL", "리다이렉트"),
    "the first command in cmd": (CMD, "powershe|ll -Command a", "powershell", "Windows의 셸"),
    "its option in other letters": (CMD, "powershell -comm|and a", "-command", "뒤의 명령"),
    "a command of cmd": (CMD, "mkdir a && de|l /q a", "del", "`cmd`에서 파일을"),
    "one of cmd that Unix has, too": (CMD, "se|t A=1", "set", "`ENV`를 쓰세요"),
}
NOT_WINDOWS = {
    "an operand": (POWERSHELL, "echo s|et"),
    "part of a name": (POWERSHELL, "echo $x-win-x|64"),
    "the operator -f as an option": (CMD, "tool -|f"),
}


@pytest.mark.parametrize(("head", "marked", "word", "said"), WINDOWS.values(), ids=WINDOWS.keys())
def test_the_shells_of_windows(head: str, marked: str, word: str, said: str) -> None:
    text = head + marked.replace("|", "") + "\n"
    document = parse(text)
    found = hover_at(document, build(document), len(head) + marked.index("|"), "ko")
    assert found is not None
    assert (found.span.of(text), said in found.markdown) == (word, True), found.markdown


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_short_hover_keeps_that_support_has_ended(language: Language) -> None:
    """Beside the finding and its change there is room for two lines: the end of support, then that the list lost the tag."""
    text = "FROM node:16\nWORKDIR /a\nCOPY . .\nRUN npm install\n"
    document = parse(text)
    there = [one for one in check(document, Settings(today=TODAY)) if one.span.start <= 7 <= one.span.end]
    found = hover_at(document, build(document), 7, language, None, there)
    assert found is not None
    ended, gone = found.markdown.index("2023-09-11"), found.whole.index("`16`")
    assert ended < found.markdown.index("```diff")
    assert found.whole.index("2023-09-11") < gone


@pytest.mark.parametrize(("head", "marked"), NOT_WINDOWS.values(), ids=NOT_WINDOWS.keys())
def test_words_that_are_plain_arguments_in_the_shells_of_windows(head: str, marked: str) -> None:
    """They are not taken for the command, the number or the operator that is written like them."""
    document = parse(head + marked.replace("|", "") + "\n")
    found = hover_at(document, build(document), len(head) + marked.index("|"), "ko")
    assert found is not None
    assert "명령에 전달하는 인자입니다" in found.markdown or "명령의 옵션입니다" in found.markdown


@pytest.mark.parametrize(("marked", "word", "said"), CASES.values(), ids=CASES.keys())
def test_hover(marked: str, word: str, said: str) -> None:
    offset = marked.index("|")
    text = marked.replace("|", "", 1)
    document = parse(text)
    found = hover_at(document, build(document), offset, "ko")
    assert found is not None
    assert found.span.of(text) == word
    assert said in found.markdown


def test_no_result_is_reported_of_what_the_shell_sets() -> None:
    text = "FROM a:1\nRUN x=$(y); echo ${x:+--z}\n"
    document = parse(text)
    found = hover_at(document, build(document), text.index("${x"), "ko")
    assert found is not None
    assert "결과" not in found.markdown


@pytest.mark.parametrize(
    ("why", "marked"),
    [
        ("an empty text", "|"),
        ("an empty line", "FROM a:1\n|\nRUN x\n"),
        ("a comment's words", "FROM a:1\n# com|ment\n"),
    ],
)
def test_nothing_is_said_of_nothing(why: str, marked: str) -> None:
    offset = marked.rindex("|")
    text = marked[:offset] + marked[offset + 1 :]
    document = parse(text)
    assert hover_at(document, build(document), offset, "ko") is None, why


SIGNS = {"&&": "성공하면", "||": "실패하면", ";": "실패해도", "|": "출력을 뒤 명령의 입력"}


@pytest.mark.parametrize(("sign", "said"), SIGNS.items(), ids=SIGNS.keys())
def test_signs_of_the_shell(sign: str, said: str) -> None:
    text = f"FROM a:1\nRUN aa {sign} bb\n"
    document = parse(text)
    found = hover_at(document, build(document), text.index(sign), "ko")
    assert found is not None
    assert found.span.of(text) == sign
    assert said in found.markdown


def test_links_become_what_the_client_can_open() -> None:
    text = "[cache](gorae:concepts/cache) · [rule](gorae:rules/run-consecutive) · [x](https://y)"
    assert with_links(text, lambda target: target.upper()) == (
        "[cache](CONCEPTS/CACHE) · [rule](RULES/RUN-CONSECUTIVE) · [x](https://y)"
    )
    assert published("concepts/cache", "ko").endswith("/server/gorae/reference/pages/concepts/cache.ko.md")
    assert published("rules/DL3059", "en").endswith("/run_consecutive.en.md")


def test_plain_text_has_no_marks() -> None:
    assert to_plain("*on 2026-08-21* a * b * c") == "on 2026-08-21 a * b * c"
    assert to_plain("**\\<\\<EOF** [\\|](https://d) `` a`b ``") == "<<EOF | (https://d) a`b"
    assert to_plain("**A** `b` [c](https://d)\n\n```sh\ne\n```\n") == "A b c (https://d)\n\n    e"


def test_a_text_that_is_cut_has_a_link_to_all_of_it() -> None:
    text = "FROM python:3.13-slim\nCMD a\n"
    document = parse(text)
    found = hover_at(document, build(document), text.index("python"), "ko")
    assert found is not None
    body, _, links = found.markdown.rpartition("\n\n")
    assert links.startswith("[더 보기](gorae:hover) · ")
    assert found.whole.startswith(body)
    assert len(found.whole) > len(found.markdown)


def test_several_findings_are_a_line_each_and_no_message_is_said_again() -> None:
    text = "FROM debian:buster\nRUN apt-get update && apt-get install curl\nUSER nobody\n"
    document = parse(text)
    problems = check(document, Settings(select=("apt-assume-yes-missing", "apt-recommends-installed")))
    assert len(problems) > 1
    found = hover_at(document, build(document), text.index("apt-get install"), "ko", None, problems)
    assert found is not None
    notes = found.markdown.split("\n\n---\n\n")[1].split("\n\n")
    assert [note[:3] for note in notes[:2]] == ["**[", "**["]
    assert all(sentences.message(problem, "ko") not in found.markdown for problem in problems)


def test_a_finding_shows_what_its_fix_changes():
    text = "FROM debian:13-slim\nCMD npm start\nUSER nobody\n"
    document = parse(text)
    problems = check(document, Settings(select=("cmd-shell-form",)))
    assert "```diff" not in hover_at(document, build(document), text.index("start"), "ko", None, problems).markdown
    found = hover_at(document, build(document), text.index("npm"), "ko", None, problems).markdown
    assert found.index("---") < found.index("cmd-shell-form")  # the word comes first
    assert '```diff\n-CMD npm start\n+CMD ["npm", "start"]\n```' in found


@pytest.mark.parametrize(
    ("why", "text", "word", "said"),
    [
        (
            "the protocol belongs into the command that publishes the port",
            "FROM a\nEXPOSE 8443/udp\n",
            "8443",
            "`docker run -p 8443:8443/udp`",
        ),  # without it, -p opens TCP
        (
            "an expression of sed is no path",
            "FROM a\nRUN sed -i '/ko_KR/s/^# //g' /etc/locale.gen\n",
            "/ko_KR",
            "An argument of `sed`",
        ),
        (
            "a script of the folder that cd goes to",
            "FROM a\nWORKDIR /usr/src\nRUN cd x && sh ./configure --y\n",
            "configure",
            "`./configure`",
        ),  # not of WORKDIR
        (
            "a size in the unit that fits",
            "FROM alpine:3.22\nRUN apk add make\n",
            "make",
            "- Size: 231 KB\n",
        ),  # nothing comes along
        (
            "an equals sign without a name takes all rights away",
            "FROM a\nRUN chmod u=rw,o= /srv\n",
            "u=rw",
            "the owner gets only read/write, others nothing",
        ),
    ],
)
def test_what_read_wrongly_once(why: str, text: str, word: str, said: str) -> None:
    document = parse(text)
    found = hover_at(document, build(document), text.index(word), "en")
    assert found is not None, why
    assert said in found.markdown, why
