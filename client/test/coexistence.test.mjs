import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const ALL = ['hover', 'completion', 'formatting', 'documentSymbol', 'inlayHint', 'codeLens'];

/** The features left to others with that setting and those extensions beside ours. */
async function left(coexistence, ...installed) {
  const { leavesToOthers } = await load('coexistence.ts', {
    workspace: { getConfiguration: () => ({ get: () => coexistence }) },
    extensions: { getExtension: (id) => (installed.includes(id) ? { id } : undefined) },
  });
  return ALL.filter(leavesToOthers);
}

for (const [setting, installed, expected] of [
  ['auto', [], []],
  ['auto', ['ms-azuretools.vscode-containers'], ['completion', 'documentSymbol']],
  ['auto', ['ms-azuretools.vscode-docker'], ['completion', 'documentSymbol']],
  ['auto', ['docker.docker'], []],
  ['all', ['ms-azuretools.vscode-containers'], []],
  ['diagnosticsOnly', [], ALL],
]) {
  test(`${setting} beside ${installed.join() || 'nothing'}`, async () => {
    assert.deepEqual(await left(setting, ...installed), expected);
  });
}

test('what is left to others is switched off in the settings that the server gets', async () => {
  const tree = { language: 'ko', completion: { enable: true }, format: { enable: true }, hover: { enable: true } };
  const { settings } = await load('settings.ts', {
    env: { language: 'ko' },
    workspace: { getConfiguration: () => ({ ...tree, get: () => 'auto' }) },
    extensions: { getExtension: (id) => id === 'ms-azuretools.vscode-containers' || undefined },
  });
  assert.deepEqual(settings(), {
    language: 'ko',
    completion: { enable: false },
    format: { enable: true }, // the editor asks one formatter: Gorae's, unless another was chosen
    hover: { enable: true },
  });
});
