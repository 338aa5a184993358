"""Words that make Korean read as translated: none of them stands in any text of the program, the extension or a README."""

from __future__ import annotations

import pytest

from texts.prose import places_of, prose

TEXTS = prose(
    "server/gorae/**/*.ko.md", "README.ko.md", "docs/*.ko.md", "client/README.ko.md", "client/walkthrough/*.ko.md",
    "client/package.nls.ko.json",
)  # fmt: skip

# What it says, the pattern that must not occur, what to write instead.
WORDS = {
    "prints, shows (보이다 is to be seen)": (r"[을를] 보(?:입니다|이고 |이며 )", "출력합니다, 표시합니다, 보여 줍니다"),
    "a string, text, keyword": (r"(?<!한 )글자|(?<![가-힣])글[을로의](?![가-힣])", "문자열, 텍스트, 문자, 키워드"),
    "upgrade": (r"(?:패키지|버전으로|전체|도구)[를을]? ?올(?:립니다|리지|릴)", "업그레이드합니다"),
    "push an image": (r"이미지를 올(?:리|릴|린)|올라간 이미지", "푸시합니다"),
    "set, specify": (r"(?<![가-힣])정하세요|[을를] 정합니다|값을 정하", "설정하세요, 지정하세요"),
    "to reach (a signal, an address)": (r"닿", "전달되다, 접속하다"),
    "to listen": (r"에서 듣(?:고|습)|만 들어 밖", "요청을 받다"),
    "to respond": (r"(?:서버가|요청에) 답하|(?:으로|라고) 답합니다", "응답하다"),
    "a prompt": (r"물음", "확인 메시지"),
    "in the foreground": (r"(?<![가-힣])앞에서 (?:바로 )?실행", "포그라운드로 실행"),
    "in the background": (r"뒤에서 (?:실행|돌|도는|죽어|띄우)|뒤로 (?:보내|숨)", "백그라운드로"),
    "fails with": (r"오류로 끝(?:납|나)|found`(?:으)?로 끝", "… 오류로 실패합니다"),
    "of root": (r"root의 것|사용자의 것|호스트의 것|이미지의 것|컴퓨터의 것", "root 소유, 호스트의 파일"),
    "does not report": (r"알리지 않|에서는 말하지 않습니다", "경고하지 않습니다, 문제로 보지 않습니다"),
    "works only, from": (r"(?:에서만|[0-9]부터|문법만|정수만|따옴표만) 됩니다", "쓸 수 있습니다, 지원합니다"),
    "to notice": (r"알아채|알아챕", "감지하다, 알 수 있다"),
    "to check": (r"(?:는지|은지|인지) (?:봅니다|보세요)", "확인합니다, 확인하세요"),
    "a worker": (r"일꾼", "워커"),
    "a seed": (r"씨앗", "시드"),
    "a field": (r"(?:칸을|정한 칸|`Author` 칸)", "필드"),
    "a form": (r"양식", "폼"),
    "a test, experimental": (r"시험", "테스트, 실험적 기능"),
    "a template": (r"틀을 ", "템플릿"),
    "a major version": (r"큰 버전", "메이저 버전"),
    "push and pull": (r"밀고 당", "푸시하고 내려받다"),
    "the current one": (r"지금의? (?:폴더|셸|사용자|소유자|목록|WORKDIR)", "현재"),
    "a usual one": (r"보통(?:의)? (?:파일|출력|변수|글자|문자|프로세스|네트워크)", "일반, 기본"),
    "to add": (r"[을를] 더(?:합니다|하세요|하려면|하면)", "추가합니다"),
    "to remove": (r"[을를] 뺍니다", "제거합니다, 제외합니다"),
    "languages as their owners write them": (
        r"파이썬|자바스크립트|(?<![가-힣])자바(?![가-힣])|러스트|(?<![가-힣])루비|메이븐|그레이들|아마존 Linux|아치 Linux",
        "Python, JavaScript, Java, Rust …",
    ),
    "operating system": (r"운영체제", "운영 체제"),
    "recommended packages": (r"추천 패키지", "권장 패키지"),
    "a folder": (r"디렉터리(?! 서비스)|디렉토리", "폴더"),
    "a table's head is a noun": (r"\| [^|\n]*나 \|", "우선순위, 변경 …"),
    "a number and its unit": (r"\d(?:GB|MB|KB)", "4 GB"),
    "prints (an option)": (r"(?:자세히|먼저|하나씩|줄씩|그대로|일만|합계만|이름만) 보입니다|보이기만", "출력합니다"),
    "standard error": (r"오류 출력(?!하)", "표준 오류"),
    "takes precedence": (r"이깁니다", "우선합니다, 대신 씁니다"),
    "to sort": (r"늘어놓", "정렬합니다"),
    "is no longer updated": (r"더 고쳐지", "더 이상 업데이트되지 않습니다"),
    "anyone can read": (r"누구나 읽습니다", "누구나 읽을 수 있습니다"),
    "relative to": (r"경로[^.\n]{0,30}(?:폴더|WORKDIR`|context`)에서 시작합니다", "… 폴더가 기준입니다"),
    "to mount": (r"볼륨을 붙이|볼륨이 붙|(?:폴더|캐시)를 붙입니다|붙일 위치", "마운트합니다"),
    "that contains": (r"[이가지] 든 (?:이미지|변형|파일|패키지|프로그램)", "들어 있는"),
    "to allow": (r"허락", "허용합니다"),
    "tampered with": (r"바꿔치기", "변조된"),
    "cannot be known without a person": (r"사람만 알|사람이 정해", "파일만 보고 알 수 없으므로, 직접 정해야 하므로"),
    "to repeat": (r"되풀이", "반복합니다"),
    "names as their owners write them": (
        r"(?<![가-힣])젬(?![가-힣])|윈도우(?!에서 열)|스프링 부트|애저 |포톤",
        "gem, Windows, Spring Boot …",
    ),
    "an editor": (r"에디터", "편집기"),
    "to pass a value": (
        r"(?:변수|인자|시크릿 마운트|볼륨)로 (?:줍니다|주세요)|`(?:으)?로 (?:줍니다|주세요|주면|주지)",
        "전달합니다, 지정합니다",
    ),
    "to end a process": (
        r"강제로 끝[나내냅납]|(?:프로세스|컨테이너)[가도]? (?:바로 |곧 )?끝(?:납|냅)니다",
        "종료합니다",
    ),
    "to open to the outside": (r"밖으로 열지|밖에 열", "외부에 공개하지"),
    "not enough": (r"모자라|모자랄", "부족하다"),
    "to answer yes": (r"예로 응답", "yes로 응답"),
    "based on": (r"위에 만든 이미지", "기반 이미지"),
    "strip": (r"(?:정보|따옴표|부분|폴더)를 뗍니다", "제거합니다"),
    "for whom a comment is": (r"에게 하는 말", "읽는 주석"),
    "to count as": (r"(?:실패|성공)로 칩니다|(?:실패|성공)로 칩", "처리합니다"),
    "to pin down": (r"못박", "고정합니다"),
    "fails with a quoted error": (
        r"`(?:[^`\n]*(?:not found|denied|invalid|unable|error)[^`\n]*)`(?:으)?로 실패",
        "… 오류로 실패합니다",
    ),
    "reads (a shell's manner)": (r"알아듣|돌려줍니다", "인식합니다, 반환합니다"),
    "particles of mended nouns": (
        r"필드(?:은|을|이)(?![가-힣])|옵션(?:는|를|가)(?![가-힣])|버전(?:는|를|가)(?![가-힣])",
        "필드는, 옵션을 …",
    ),
    "to split at spaces": (r"공백에서 (?:자르|자릅|나뉘|쪼개|끊)|쪼개", "공백을 기준으로 나눕니다"),
    "is interpreted as": (
        r"(?:옵션|주석|명령|문법|설명|파일)(?:으)?로 읽(?:히|힙|혀|힌)|잘못 읽[히힙]",
        "처리됩니다, 해석됩니다, 인식됩니다",
    ),
    "two copies": (r"(?:두|한) 벌(?:이|을|만|,| )", "두 번 저장됩니다, 중복으로 들어갑니다"),
    "on the day that": (r"(?:바뀐|바꾼|올라간|나온|설치된|느린) 날(?:에|,| )", "…이 바뀌면, …이 나오면"),
    "has nothing to do": (r"하는 일이 없", "효과가 없습니다, 필요 없습니다"),
    "under a shell": (r"-c` 아래에서", "`/bin/sh -c`로"),
    "there is no such": (r"(?:명령|시그널|지시자|플랫폼)은 없어", "Docker에 … 명령이 없어"),
    "a program by name": (r"`\{[a-z_]+\}`(?:이)?라는", "이름이 `{name}`인"),
    "a thing that a shell runs twice over": (r"을 [가-힣]+을 (?:허용|지원)", "스크립트 실행을 허용"),
    "confirms": (r"확인 하(?:고|며|세)", "확인하고"),
    "one word for a line": (r"\}번 줄|\}행(?![가-힣])", "{line}번째 줄"),
    "warns of": (r"[를을] 알립니다", "경고합니다, 알려 줍니다"),
    "rules to turn off, to add": (r"(?:끌|더할) 규칙", "검사하지 않을 규칙, 추가로 검사할 규칙"),
    "in the RUN that fetched": (r"받은 RUN 안|다시 지으세요", "설치한 RUN에서 바로, 이름을 바꾸세요"),
    "to publish a port": (r"(?:파일이|compose가) 여는 포트", "공개하는 포트"),
    "to attach a document": (r"(?:증명|provenance\))(?:으로|을) 붙", "첨부합니다"),
    "a quick fix is not offered": (r"빠른 수정이 없습니다", "빠른 수정은 제공하지 않습니다"),
    "older, former": (r"(?<![가-힣])옛 ", "이전, 예전, 오래된"),
    "at the same time": (r"동시에 할 (?:일|작업)", "동시에 실행할 작업"),
    "a noun that is left out": (
        r"\| (?:모두|CPU|커널|파일|링크|그룹)입니다\.|개발용을 제외|동시에 (?:설치|실행)할 수입니다",
        "모든 정보를 출력합니다, 개발용 의존성",
    ),
    "an error in the middle of a sentence": (r"(?:not found|Killed|denied)`[가이] 나[고며지면]", "… 오류가 나고"),
    "the user agent": (r"브라우저 이름을 바꿉", "클라이언트 이름(User-Agent)"),
    "through": (r"(?:을|를) 통해|로부터|함으로써", "…으로, …에서"),
    "a task": (r"실행용입니다", "실행 이미지에는 …"),
    "particles by sound": (r"pip(?:가|와|를)(?![가-힣])|GHCR가|SIGQUIT를", "pip이, GHCR이, SIGQUIT을"),
}


@pytest.mark.parametrize("said", WORDS)
def test_words(said: str) -> None:
    pattern, instead = WORDS[said]
    assert places_of(pattern.replace(" ", r"\s"), TEXTS) == [], f"{said}: write {instead}"
