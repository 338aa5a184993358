import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const text = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const json = (name) => JSON.parse(text(name));
const manifest = json('package.json');
const settings = manifest.contributes.configuration.properties;

test("the version is the server's", () => {
  const [, version] = /__version__ = "([^"]+)"/.exec(text('../server/gorae/version.py'));
  assert.equal(manifest.version, version);
  assert.equal(json('package-lock.json').version, version);
});

test('both languages have exactly the words that the manifest uses', () => {
  const used = [...new Set([...text('package.json').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]))].sort();
  assert.deepEqual(Object.keys(json('package.nls.json')).sort(), used);
  assert.deepEqual(Object.keys(json('package.nls.ko.json')).sort(), used);
});

test('the Korean words are Korean', () => {
  for (const [name, words] of Object.entries(json('package.nls.ko.json'))) {
    if (name.endsWith('.media')) continue; // the path of a page
    assert.match(words, /[가-힣]/, name);
    assert.doesNotMatch(words, /도커파일|캐쉬|메세지|컨텐츠|되어집니다|에 의해|당신|을\(를\)|이\(가\)/, name);
    if (words.length > 30) assert.match(words, /다\.|요\./, name);
  }
});

test('every setting that the server reads is offered, with its default', () => {
  const expected = {
    'gorae.language': 'auto',
    'gorae.lint.select': [],
    'gorae.lint.extendSelect': [],
    'gorae.lint.ignore': [],
    'gorae.lint.severity': {},
    'gorae.shellcheck.enable': true,
    'gorae.hover.enable': true,
    'gorae.completion.enable': true,
    'gorae.format.enable': true,
    'gorae.format.instructionCase': 'consistent',
    'gorae.inlayHints.enable': true,
    'gorae.inlayHints.latest': true,
    'gorae.inlayHints.endOfLife': true,
    'gorae.inlayHints.values': false,
    'gorae.inlayHints.stageNumbers': false,
    'gorae.inlayHints.copiedFiles': false,
    'gorae.inlayHints.weights': false,
    'gorae.codeLens.enable': true,
    'gorae.trustedRegistries': [],
    'gorae.coexistence': 'auto',
    'gorae.interpreter': '',
    'gorae.importStrategy': 'useBundled',
    'gorae.trace.server': 'off',
  };
  assert.deepEqual(Object.fromEntries(Object.entries(settings).map(([name, it]) => [name, it.default])), expected);
});

test('a folder that is on no disk is said not to be served, with the reason in both languages', () => {
  const { supported, description } = manifest.capabilities.virtualWorkspaces;
  assert.equal(supported, false); // VS Code does not start the extension there
  assert.equal(description, '%virtual%');
  for (const words of ['package.nls.json', 'package.nls.ko.json']) assert.match(json(words).virtual, /Python/);
});

test('what chooses a program to run is not taken from a workspace that is not trusted', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  for (const name of ['gorae.interpreter', 'gorae.importStrategy']) {
    assert.ok(restricted.includes(name), name);
    assert.equal(settings[name].scope, 'machine-overridable', name);
  }
});

test('every diagnostic of the other extension is silenced by a default, nothing else of it', () => {
  const { '[dockerfile]': own, ...others } = manifest.contributes.configurationDefaults;
  assert.ok(Object.keys(own).every((name) => name.startsWith('editor.')));
  for (const [name, value] of Object.entries(others)) {
    assert.match(name, /^docker\.languageserver\.diagnostics\.\w+$/);
    assert.equal(value, 'ignore');
  }
});

test('the Pythons of the package are those that the client takes', () => {
  const [, list] = /PYTHONS = \(([^)]+)\)/.exec(text('../scripts/package_vsix.py'));
  const minors = [...list.matchAll(/"3\.(\d+)"/g)].map((match) => Number(match[1]));
  const number = (name) => Number(new RegExp(`${name} = (\\d+)`).exec(text('src/probe.ts'))[1]);
  assert.deepEqual([minors[0], minors.at(-1)], [number('OLDEST_MINOR'), number('NEWEST_BUNDLED_MINOR')]);
  assert.equal(minors.length, minors.at(-1) - minors[0] + 1);
});

test('the extension starts and stops in fewer than 80 lines', () => {
  assert.ok(text('src/extension.ts').split('\n').length < 80);
});

test('every step of the walkthrough has a page in both languages, which the package carries', () => {
  assert.match(text('.vscodeignore'), /^!walkthrough\/\*\*$/m);
  for (const [name, language, sentence] of [
    ['package.nls.json', 'en', /[a-z] [a-z]/],
    ['package.nls.ko.json', 'ko', /[가-힣]/],
  ]) {
    const pages = Object.entries(json(name)).filter(([key]) => key.endsWith('.media'));
    assert.equal(pages.length, manifest.contributes.walkthroughs[0].steps.length);
    for (const [, path] of pages) {
      assert.ok(path.endsWith(`.${language}.md`));
      assert.match(text(path), sentence);
    }
  }
});

test('every command that a walkthrough or the menu calls is one of the extension or of the editor', () => {
  const own = new Set(manifest.contributes.commands.map((row) => row.command));
  const called = [...`${text('src/menu.ts')}${text('package.nls.json')}`.matchAll(/command(?:: ')?:?(gorae\.\w+)/g)];
  assert.ok(called.length > 0);
  for (const [, name] of called) assert.ok(own.has(name), name);
});
