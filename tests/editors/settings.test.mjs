// Settings as VS Code gives them to the server, and what a folder that nobody trusts may choose.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { SHOTS, stepsOf, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const FILES = {
  Dockerfile: 'FROM debian:13-slim\nRUN cd /srv\nCMD ["bash"]\n',
  '.vscode/settings.json': '{}\n',
  'evil.sh': '#!/bin/sh\n: > "$(dirname "$0")/evil.sh.ran"\nexec python3 "$@"\n',
};

const SETTINGS = {
  'gorae.trace.server': 'verbose',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoSurround': 'never',
  'editor.quickSuggestions': { other: 'off', strings: 'off' },
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

let w;
before(
  async () => {
    w = await Workbench.start({ files: FILES, vsix: vsix(), settings: SETTINGS });
    await w.open('Dockerfile');
    await w.problems(/run-cd-only/);
  },
  { timeout: 120_000 },
);
after(async () => w?.stop(), { timeout: 30_000 });
const step = stepsOf(() => w);

async function until(so, what) {
  for (const end = Date.now() + 30_000; !so(); await new Promise((done) => setTimeout(done, 100)))
    assert.ok(Date.now() < end, what);
}

/** Writes the folder's settings, in the editor: the workbench reads what it saves itself at once. */
async function set(settings) {
  await w.open('.vscode/settings.json');
  await w.page.keyboard.press('Control+A');
  await w.page.keyboard.press('Delete');
  await w.page.keyboard.insertText(JSON.stringify(settings));
  await w.save('.vscode/settings.json', (text) => text === JSON.stringify(settings));
  await w.open('Dockerfile');
}

step('trace.server: the messages are in the output', async () => {
  assert.match(w.logs(), /\[Trace.*(Sending|Received)/);
});

step('a changed setting counts at once', async () => {
  await set({ 'gorae.lint.ignore': ['run-cd-only'] });
  const row = w.page.locator('.markers-panel .monaco-list-row', { hasText: 'run-cd-only' });
  await row.first().waitFor({ state: 'hidden' });
  await set({});
  await row.first().waitFor();
});

step('a misspelt rule is said in a message', async () => {
  await set({ 'gorae.lint.ignore': ['run-cd-onyl'] });
  await w.page.locator('.notification-list-item-message', { hasText: 'run-cd-only' }).first().waitFor();
  await w.screenshot(join(SHOTS, 'setting-misspelt.png'));
});

step('a folder that is not trusted chooses no program, and is checked all the same', async () => {
  const evil = join(w.folder, 'evil.sh');
  chmodSync(evil, 0o755);
  await set({ 'gorae.importStrategy': 'useBundled', 'gorae.interpreter': evil });
  await until(() => existsSync(`${evil}.ran`), 'trusted as the folder is, its interpreter is taken');
  rmSync(`${evil}.ran`);
  // The harness starts the workbench with trust switched off for everybody: a part of its page says so.
  await w.page.addInitScript(() => {
    new MutationObserver(() => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      const said = meta?.getAttribute('data-settings');
      if (said) meta.setAttribute('data-settings', said.replace('"enableWorkspaceTrust":false', '"enableWorkspaceTrust":true'));
    }).observe(document, { childList: true, subtree: true });
  });
  await w.page.reload();
  await w.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await w.open('Dockerfile');
  await w.problems(/run-cd-only/);
  await w.screenshot(join(SHOTS, 'restricted.png'));
  assert.ok(!existsSync(`${evil}.ran`), 'a program of the folder ran');
  await w.closePanel();
  await w.command('Workspaces: Manage Workspace Trust');
  await w.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
  await until(() => existsSync(`${evil}.ran`), 'trusted again, its interpreter is taken');
});
