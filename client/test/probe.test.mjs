import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { accepts, parseProbe } = await load('probe.ts');
const said = (text) => parseProbe(['python3'], text);

test('what a Python says of itself', () => {
  assert.deepEqual(said('gorae cpython 3 11 7 0 x86_64\n'), {
    command: ['python3'],
    implementation: 'cpython',
    version: '3.11.7',
    major: 3,
    minor: 11,
    freeThreaded: false,
    arch: 'x64',
  });
  assert.equal(said('a banner of the shell\r\ngorae cpython 3 13 0 1 AMD64\r\n').freeThreaded, true);
});

test('a program that is no Python says nothing that is understood', () => {
  for (const text of ['', 'Python 3.11', 'gorae cpython three', 'Python was not found; run without arguments'])
    assert.equal(said(text), undefined, text);
});

for (const [text, bundled, refused] of [
  ['gorae cpython 3 9 18 0 arm64', true, /older than 3\.10/],
  ['gorae cpython 3 9 18 0 arm64', false, /older than 3\.10/],
  ['gorae cpython 2 7 18 0 arm64', true, /older than 3\.10/],
  ['gorae cpython 3 10 0 0 arm64', true, undefined],
  ['gorae cpython 3 14 2 0 arm64', true, undefined],
  ['gorae cpython 3 15 0 0 arm64', true, /3\.10 to 3\.14/],
  ['gorae cpython 3 15 0 0 arm64', false, undefined],
  ['gorae pypy 3 11 0 0 arm64', true, /CPython/],
  ['gorae pypy 3 11 0 0 arm64', false, undefined],
  ['gorae cpython 3 14 0 1 arm64', true, /free-threaded/],
  ['gorae cpython 3 14 0 0 amd64', true, /for arm64, this one is for x64/],
  ['gorae cpython 3 14 0 0 aarch64', true, undefined],
  ['gorae cpython 3 14 0 0 amd64', false, undefined],
]) {
  test(`${text}, ${bundled ? 'bundled' : 'from environment'}: ${refused ? 'refused' : 'taken'}`, () => {
    const why = accepts(said(text), bundled, 'arm64');
    if (refused) assert.match(why, refused);
    else assert.equal(why, undefined);
  });
}
