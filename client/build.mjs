// Bundles the extension into one file, dist/extension.js, with the licences of what is in it beside. `--watch` keeps
// doing so.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const options = {
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18', // the oldest VS Code of `engines` runs extensions on Node 18
  external: ['vscode'],
  minify: !watch,
  sourcemap: watch && 'inline',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** The text of the licence of each package that the bundle took something from. */
function licences({ inputs }) {
  const packages = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  return [...packages].sort().map((folder) => {
    const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (!name) throw new Error(`${folder} has no licence`);
    return `## ${folder.replace(/.*node_modules\//, '')}\n\n${readFileSync(`${folder}/${name}`, 'utf8').trim()}\n`;
  });
}

if (watch) await (await context(options)).watch();
else writeFileSync('dist/LICENSES.md', licences((await build(options)).metafile).join('\n'));
