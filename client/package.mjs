// `npm run package`: the .vsix for this machine (or for the targets named), by the project's Python.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const own = ['bin/python', 'Scripts/python.exe'].map((name) => join(root, '.venv', name)).find(existsSync);
const python = own ?? (process.platform === 'win32' ? 'python' : 'python3');
const script = join(root, 'scripts', 'package_vsix.py');
const done = spawnSync(python, [script, '--output', import.meta.dirname, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
