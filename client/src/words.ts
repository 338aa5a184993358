/** The extension's own sentences, in the language that the server speaks too. */
import { language } from './language';

const KO = {
  noPython: '고래를 실행할 Python 3.10–3.14를 찾지 못했습니다. Python을 설치하거나 경로를 설정하세요.',
  openSettings: '설정 열기',
  downloadPython: 'Python 내려받기',
  name: '고래',
  starting: '고래를 시작하고 있습니다',
  ready: 'Dockerfile을 살펴보고 있습니다',
  failed: '고래를 시작하지 못했습니다',
  output: '출력 보기',
  pickRule: '설명을 볼 규칙을 고르세요',
  noFindings: '이 파일에는 설명할 진단이 없습니다.',
  context: '빌드 컨텍스트',
  scanning: '취약점과 설정을 검사하고 있습니다',
};

const EN: typeof KO = {
  noPython: 'Gorae found no Python 3.10–3.14 to run with. Install Python, or set the path to one.',
  openSettings: 'Open Settings',
  downloadPython: 'Download Python',
  name: 'Gorae',
  starting: 'Gorae is starting',
  ready: 'Gorae is watching your Dockerfiles',
  failed: 'Gorae could not start',
  output: 'Show Output',
  pickRule: 'Choose a rule to read about',
  noFindings: 'This file has no findings to explain.',
  context: 'build context',
  scanning: 'Looking for vulnerabilities and misconfigurations',
};

export const words = (): typeof KO => (language() === 'ko' ? KO : EN);
