// Bundles one source file, so that Node runs it; `vscode` is what the test gives, and the language client is not there.
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { build } from 'esbuild';

export async function load(file, vscode = {}) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`../src/${file}`, import.meta.url).pathname],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'vscode-languageclient/node'],
  });
  const require = createRequire(import.meta.url);
  const given = { vscode, 'vscode-languageclient/node': {} };
  const module = { exports: {} };
  const run = vm.runInThisContext(`(module, exports, require) => {${outputFiles[0].text}\n}`);
  run(module, module.exports, (name) => given[name] ?? require(name));
  return module.exports;
}
