import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const nls = (userLocale) => ({ VSCODE_NLS_CONFIG: JSON.stringify({ userLocale }) });

for (const [what, display, environment, expected] of [
  ['a Korean display', 'ko', {}, 'ko'],
  ['no display language chosen on a Korean system', 'en', nls('ko-kr'), 'ko'],
  ['English chosen on a Korean system', 'en', { ...nls('en'), LANG: 'ko_KR.UTF-8' }, 'en'],
  ['German', 'de', nls('de'), 'en'],
  ['a host that tells only the system', 'en', { LANG: 'ko_KR.UTF-8' }, 'ko'],
  ['an English system', 'en', { LANG: 'en_US.UTF-8' }, 'en'],
  ['nothing known', 'en', { VSCODE_NLS_CONFIG: 'rubbish' }, 'en'],
  ['a language that begins alike', 'kok', {}, 'en'],
]) {
  test(`${what}: ${expected}`, async () => {
    const { preferred } = await load('language.ts');
    assert.equal(preferred(display, environment), expected);
  });
}

test('the setting wins', async () => {
  for (const [set, display, expected] of [
    ['ko', 'en', 'ko'],
    ['en', 'ko', 'en'],
    ['auto', 'ko', 'ko'],
  ]) {
    const vscode = { env: { language: display }, workspace: { getConfiguration: () => ({ get: () => set }) } };
    const { language } = await load('language.ts', vscode);
    assert.equal(language(), expected);
  }
});
