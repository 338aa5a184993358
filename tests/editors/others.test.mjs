// The packaged extension in surroundings that are not the usual ones, each in a workbench of its own.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { otherExtension } from './otherExtension.mjs';
import { HANGUL, ROOT, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const DOCKERFILE = 'FROM debian:13-slim\nRUN mkdir /a\nRUN mkdir /b\nCMD ["sh"]\n';
const TIMEOUT_MS = 120_000;

/** Runs a test in a workbench that is ended afterwards; a failed one shows its logs. */
const inWorkbench = (name, options, body) =>
  test(name, { timeout: TIMEOUT_MS }, async () => {
    const w = await Workbench.start({ files: { Dockerfile: DOCKERFILE }, vsix: vsix(), ...options() });
    try {
      await body(w);
    } catch (error) {
      await w.screenshot(join(import.meta.dirname, 'shots', `FAILED-${name.replaceAll(/\W+/g, '-')}.png`)).catch(() => {});
      console.error(w.logs());
      throw error;
    } finally {
      await w.stop();
    }
  });

/** A folder to be PATH, with programs of these names that are no Python that will do. */
function pathWith(programs) {
  const folder = mkdtempSync(join(tmpdir(), 'gorae-path-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** A folder with the few programs that a shell script needs, and no Python. */
function coreutils() {
  const folder = mkdtempSync(join(tmpdir(), 'gorae-path-'));
  for (const name of ['sh', 'mkdir', 'ln']) symlinkSync(existsSync(`/bin/${name}`) ? `/bin/${name}` : `/usr/bin/${name}`, join(folder, name));
  return folder;
}

inWorkbench(
  'without a Python, a Korean message has the ways out as buttons',
  () => ({ env: { PATH: pathWith({ python3: 'echo gorae cpython 3 9 18 0', python: 'exit 9' }) } }),
  async (w) => {
    await w.open('Dockerfile');
    const message = w.page.locator('.notification-list-item', { hasText: /Python 3\.10/ });
    await message.waitFor();
    assert.match(await message.locator('.notification-list-item-message').innerText(), HANGUL);
    const buttons = await message.locator('.notification-list-item-buttons-container a').allInnerTexts();
    assert.deepEqual(buttons, ['고래용 Python 받기', '설정 열기', 'python.org 열기']);
    await w.screenshot(join(import.meta.dirname, 'shots', 'no-python.png'));
    await message.locator('a', { hasText: '설정 열기' }).click();
    await w.page.locator('.settings-editor .setting-item-contents', { hasText: 'Interpreter' }).waitFor();
  },
);

// A stand-in for uv leaves a link to the Python of these tests where a real one would leave a Python.
const UV = `[ "$1 $2" = "python install" ] || exit 2
mkdir -p "$5/cpython-$3.0-linux-x86_64-gnu/bin"
exec ln -s ${join(ROOT, '.venv', 'bin', 'python3')} "$5/cpython-$3.0-linux-x86_64-gnu/bin/python3"`;

inWorkbench(
  'one button fetches a Python, and Gorae begins',
  () => ({ env: { PATH: `${pathWith({ uv: UV, python3: 'exit 9' })}:${coreutils()}` } }),
  async (w) => {
    await w.open('Dockerfile');
    const message = w.page.locator('.notification-list-item', { hasText: /Python 3\.10/ });
    await message.locator('a', { hasText: '고래용 Python 받기' }).click();
    await w.squiggle('error', 'warning', 'info', 'hint');
    assert.match((await w.problems(/run-consecutive/)).join(), HANGUL);
  },
);

inWorkbench(
  'beside an extension of the same kind, each thing is seen once',
  () => ({
    files: { Dockerfile: DOCKERFILE.replace('RUN mkdir /b', 'RUN   mkdir /b  ') },
    vsix: [vsix(), otherExtension('ms-azuretools', 'vscode-containers')],
  }),
  async (w) => {
    await w.open('Dockerfile');
    const found = await w.problems(/run-consecutive/);
    assert.equal(found.filter((text) => /theirs/.test(text)).length, 0, 'their diagnostics are on by our default');
    await w.closePanel();
    await w.focusEditor();
    await w.command('Format Document');
    // Gorae's formatter, and not asked which: ours is the default for Dockerfiles.
    await w.page.locator('.monaco-editor .view-line', { hasText: /^RUN\smkdir\s\/b$/ }).waitFor();
    await w.save('Dockerfile', (text) => text === DOCKERFILE);
    const hover = w.page.locator('.monaco-hover .markdown-hover .rendered-markdown');
    await w.hover(2, 2, HANGUL);
    assert.equal((await hover.allInnerTexts()).filter((text) => HANGUL.test(text)).length, 1);
    await w.focusEditor();
    await w.goto(5, 1);
    await w.page.keyboard.type('F');
    await w.page.keyboard.press('Control+Space');
    await w.page.locator('.suggest-widget .monaco-list-row', { hasText: 'FROM' }).first().waitFor();
    const offered = await w.page.locator('.suggest-widget .monaco-list-row', { hasText: /^FROM/ }).allInnerTexts();
    assert.equal(offered.length, 1, offered.join());
  },
);

inWorkbench(
  'in English, in a Containerfile, in a file that is nowhere yet',
  () => ({ files: { 'sub/api.Containerfile': DOCKERFILE }, settings: { 'gorae.language': 'en' } }),
  async (w) => {
    await w.open('sub/api.Containerfile');
    const found = await w.problems(/run-consecutive/);
    assert.doesNotMatch(found.find((text) => text.includes('run-consecutive')), HANGUL);
    await w.closePanel();
    await w.command('File: New Untitled Text File');
    await w.page.locator('.tab.active', { hasText: 'Untitled-1' }).waitFor();
    await w.command('Change Language Mode');
    await w.pick('Dockerfile');
    await w.focusEditor();
    await w.page.keyboard.type('FROM debian:13-slim\nRUN mkdir /c\nRUN mkdir /d\n', { delay: 5 });
    await w.squiggle('error', 'warning', 'info', 'hint');
  },
);

inWorkbench(
  "each of the palette's commands does its work without being given anything",
  () => ({ settings: { 'gorae.language': 'en' } }),
  async (w) => {
    const { contributes } = JSON.parse(readFileSync(join(ROOT, 'client', 'package.json'), 'utf8'));
    const words = JSON.parse(readFileSync(join(ROOT, 'client', 'package.nls.json'), 'utf8'));
    await w.open('Dockerfile');
    await w.squiggle('error', 'warning', 'info', 'hint');
    for (const { command, title } of contributes.commands) {
      if (command === 'gorae.fetchPython') continue; // fetches: it has a test of its own
      await w.page.locator('.tab', { hasText: 'Dockerfile' }).first().click();
      await w.focusEditor();
      await w.command(`Gorae: ${words[title.slice(1, -1)]}`);
      await w.page.waitForTimeout(1500); // an error comes as a notification
      await w.page.keyboard.press('Escape'); // a list that asks what to choose
      const failed = [...(await w.notifications()), ...(await w.page.locator('.monaco-dialog-box').allInnerTexts())].filter((text) =>
        /error|Invalid Params|not found/i.test(text),
      );
      assert.deepEqual(failed, [], command);
    }
  },
);
