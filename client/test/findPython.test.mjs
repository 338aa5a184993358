// Which Python runs the server, and which gorae it runs: `interpreter`, `importStrategy`, and what trust has to do with it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { load } from './load.mjs';

const skip = process.platform === 'win32' && 'the stand-ins for Python are shell scripts';
const folder = mkdtempSync(join(tmpdir(), 'gorae-python-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says of itself what a CPython of that version would, and leaves a file where it ran. */
function stand(name, minor) {
  const path = join(folder, name);
  const arch = process.arch === 'x64' ? 'x86_64' : 'aarch64';
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n: > '${path}.ran'\necho gorae cpython 3 ${minor} 1 0 ${arch}\n`);
  chmodSync(path, 0o755);
  return path;
}

const context = { globalStorageUri: { fsPath: join(folder, 'storage') }, extensionPath: folder };
mkdirSync(context.globalStorageUri.fsPath);
for (const minor of [10, 11, 12]) mkdirSync(join(folder, 'bundled', 'libs', `cp3${minor}`), { recursive: true });

/** The Python that is found with these settings; `environment` is what the Python extension would choose. */
async function found({ set = {}, trusted = true, path = [], environment }) {
  const log = [];
  const chosen = { resolveEnvironment: async () => ({ executable: { uri: { fsPath: environment } } }) };
  const extension = { isActive: true, exports: { environments: { ...chosen, getActiveEnvironmentPath: () => ({}) } } };
  const { findPython } = await load('findPython.ts', {
    workspace: { isTrusted: trusted, getConfiguration: () => ({ get: (name, otherwise) => set[name] ?? otherwise }) },
    extensions: { getExtension: () => (environment ? extension : undefined) },
  });
  const before = process.env.PATH;
  process.env.PATH = path.join(':');
  try {
    const python = await findPython(context, (line) => log.push(line));
    return { python: python?.command.join(' '), log: log.join('\n') };
  } finally {
    process.env.PATH = before;
  }
}

test('the first on PATH that is new enough', { skip }, async () => {
  const [old, fits] = [stand('old/python3', 9), stand('new/python3', 12)];
  const { python, log } = await found({ path: [dirname(old), 'relative', dirname(fits)] });
  assert.equal(python, fits);
  assert.match(log, /old\/python3: 3\.9\.1 is older than 3\.10/);
});

test('interpreter: that one and no other', { skip }, async () => {
  const [mine, other] = [stand('mine/python', 11), stand('path/python3', 12)];
  assert.equal((await found({ set: { interpreter: ` ${mine} ` }, path: [dirname(other)] })).python, mine);
  const wrong = await found({ set: { interpreter: '/nowhere/python' }, path: [dirname(other)] });
  assert.equal(wrong.python, undefined);
  assert.match(wrong.log, /\/nowhere\/python: did not run/);
});

test('the environment of a workspace runs only where the workspace is trusted', { skip }, async () => {
  const [inside, outside] = [stand('workspace/.venv/bin/python', 11), stand('usr/bin/python3', 12)];
  assert.equal((await found({ trusted: false, environment: inside, path: [dirname(outside)] })).python, outside);
  assert.ok(!existsSync(`${inside}.ran`), 'it ran');
  assert.equal((await found({ trusted: true, environment: inside, path: [dirname(outside)] })).python, inside);
});

for (const [strategy, isolated] of [
  ['useBundled', true],
  ['fromEnvironment', false],
]) {
  test(`importStrategy ${strategy}: how the server is started`, async () => {
    const { serverOptions } = await load('server.ts', {
      workspace: { getConfiguration: () => ({ get: () => strategy }) },
    });
    const about = { ...context, extension: { packageJSON: { version: '1' } } };
    const { run } = serverOptions(about, { command: ['py', '-3'] });
    assert.equal(run.command, 'py');
    assert.equal(run.options.env.GORAE_IMPORT_STRATEGY, strategy);
    assert.equal(run.args.includes('-I'), isolated);
  });

  test(`importStrategy ${strategy}: which gorae runs`, { skip }, () => {
    const [bundled, installed] = ['libs/common', '../installed'].map((name) => join(folder, 'bundled', name));
    for (const place of [bundled, installed]) {
      mkdirSync(join(place, 'gorae', 'cli'), { recursive: true });
      const says = `def main():\n    print("of ${place === bundled ? 'the extension' : 'the environment'}")\n`;
      writeFileSync(join(place, 'gorae', '__init__.py'), ''); // without it, one that is installed elsewhere is taken
      writeFileSync(join(place, 'gorae', 'cli', 'main.py'), says);
    }
    const script = join(folder, 'bundled', 'run.py');
    copyFileSync(new URL('../python/run.py', import.meta.url), script);
    const env = {
      ...process.env,
      GORAE_IMPORT_STRATEGY: strategy,
      PYTHONPATH: installed,
      PYTHONDONTWRITEBYTECODE: '1',
    };
    const said = execFileSync('python3', isolated ? ['-I', script] : [script], { env, encoding: 'utf8' });
    assert.equal(said.trim(), isolated ? 'of the extension' : 'of the environment');
  });
}
