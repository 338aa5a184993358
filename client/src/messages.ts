/** The extension's own sentences, in the language that the server speaks too. */
import { language } from './language';

const KO = {
  noPython:
    '고래를 실행할 Python 3.10–3.14를 찾지 못했습니다. 고래용 Python을 받거나, 직접 설치하거나, 경로를 설정하세요.',
  fetch: '고래용 Python 받기',
  fetching: '고래용 Python {version} 내려받는 중(pypi.org, github.com)',
  fetchFailed: 'Python을 내려받지 못했습니다: {why}',
  openSettings: '설정 열기',
  downloadPython: 'python.org 열기',
  name: '고래',
  starting: '고래를 시작하고 있습니다',
  ready: 'Dockerfile을 검사하고 있습니다',
  failed: '고래를 시작하지 못했습니다',
  output: '출력 보기',
  pickRule: '설명을 볼 규칙을 고르세요',
  pickIgnored: '무시할 규칙과 범위를 고르세요',
  noFindings: '이 파일에는 설명할 진단이 없습니다.',
  context: '빌드 컨텍스트',
  showContext: '보내는 파일 보기',
  scanning: '취약점과 설정을 검사하고 있습니다',
  scanResult: '검사 결과',
  menu: '메뉴',
  menuLanguage: '언어 바꾸기',
  menuRule: '규칙 설명 보기',
  menuContext: '빌드 컨텍스트에서 보내는 파일 보기',
  menuFix: '작업 영역의 모든 파일에 안전한 수정 적용하기',
  menuScan: 'Trivy로 취약점과 설정 검사하기',
  menuRestart: '언어 서버 다시 시작하기',
};

const EN: typeof KO = {
  noPython:
    'Gorae needs Python 3.10–3.14, but none was found. Download one just for Gorae, install one yourself, or set its path.',
  fetch: 'Download Python for Gorae',
  fetching: 'Downloading Python {version} for Gorae (pypi.org, github.com)',
  fetchFailed: 'Could not download Python: {why}',
  openSettings: 'Open Settings',
  downloadPython: 'Open python.org',
  name: 'Gorae',
  starting: 'Gorae is starting',
  ready: 'Gorae is watching your Dockerfiles',
  failed: 'Gorae could not start',
  output: 'Show Output',
  pickRule: 'Choose a rule to read about',
  pickIgnored: 'Choose what to ignore, and where',
  noFindings: 'This file has no findings to explain.',
  context: 'build context',
  showContext: 'Show what is sent',
  scanning: 'Looking for vulnerabilities and misconfigurations',
  scanResult: 'Scan Result',
  menu: 'Menu',
  menuLanguage: 'Change the Language',
  menuRule: 'Show a Rule',
  menuContext: 'Show the Files of the Build Context',
  menuFix: 'Apply All Safe Fixes in the Workspace',
  menuScan: 'Scan for Vulnerabilities and Misconfigurations with Trivy',
  menuRestart: 'Restart the Language Server',
};

export const messages = (): typeof KO => (language() === 'ko' ? KO : EN);
