import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { load } from './load.mjs';

const { fetchPython, ownPython, platformName, unzip, WHEELS } = await load('ownPython.ts');
const folder = mkdtempSync(join(tmpdir(), 'gorae-own-'));
const skip = process.platform === 'win32' && 'the stand-in for uv is a shell script';
// Does what uv does with these words, without fetching anything.
const UV = `#!/bin/sh
[ "$1 $2 $4" = "python install --install-dir" ] || { echo "what is $*?" >&2; exit 2; }
mkdir -p "$5/cpython-$3.9-linux-x86_64-gnu/bin"
echo "#!/bin/sh" > "$5/cpython-$3.9-linux-x86_64-gnu/bin/python3"
`;

/** A zip archive, as small as one can be: each file deflated, then the table of them. */
function zip(files) {
  const [parts, table] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), deflateRawSync(Buffer.from(text))];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(path.length, 26);
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50);
    row.writeUInt16LE(8, 10);
    row.writeUInt32LE(data.length, 20);
    row.writeUInt16LE(path.length, 28);
    row.writeUInt32LE(at, 42);
    parts.push(local, path, data);
    table.push(row, path);
    at += 30 + path.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...table, end]);
}

const wheel = zip({ 'uv/__init__.py': '', 'uv-1.data/scripts/uvx': 'no', 'uv-1.data/scripts/uv': UV });
const server = createServer((request, response) => {
  if (request.url !== '/files/uv.whl') return response.writeHead(404).end();
  response.end(wheel);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
const files = `http://127.0.0.1:${server.address().port}/files`;
const wheelsOf = (path, digest) => ({ [platformName()]: [path, digest] });
const right = createHash('sha256').update(wheel).digest('hex');
const storageOf = (name) => join(folder, name);
const { signal } = new AbortController();

test('uv comes from PyPI, a Python from uv, and it is found at the next start', { skip }, async () => {
  const storage = storageOf('a b'); // as on macOS: "Application Support"
  assert.equal(ownPython(storage), undefined);
  const python = await fetchPython({ storage, signal, files, wheels: wheelsOf('uv.whl', right) });
  assert.equal(python, join(storage, 'python', 'cpython-3.13.9-linux-x86_64-gnu', 'bin', 'python3'));
  assert.equal(ownPython(storage), python);
});

test("the machine's own uv is used where there is one", { skip }, async () => {
  const uv = join(folder, 'uv');
  writeFileSync(uv, UV);
  chmodSync(uv, 0o755);
  assert.match(await fetchPython({ storage: storageOf('own'), uv, signal, files: 'http://127.0.0.1:9' }), /python3$/);
});

for (const [name, given, why] of [
  ['another file than the one that was expected', { wheels: wheelsOf('uv.whl', '0'.repeat(64)) }, /not the file/],
  ['a file that is not there', { wheels: wheelsOf('gone.whl', right) }, /127\.0\.0\.1:\d+: answer 404/],
  ['no network', { files: 'http://127.0.0.1:9', wheels: wheelsOf('uv.whl', right) }, /ECONNREFUSED/],
  ['a platform that there is nothing for', { wheels: {} }, /no Python can be fetched for/],
]) {
  test(`${name} is told in one sentence, and leaves no Python`, async () => {
    const storage = storageOf(name.replaceAll(' ', '-'));
    await assert.rejects(fetchPython({ storage, signal, files, ...given }), (error) => {
      assert.match(error.message, why);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
    assert.equal(ownPython(storage), undefined);
  });
}

test('what uv says last is the reason', { skip }, async () => {
  const uv = join(folder, 'broken-uv');
  writeFileSync(uv, '#!/bin/sh\necho "error: first" >&2\necho "  cause: no room" >&2\nexit 1\n');
  chmodSync(uv, 0o755);
  await assert.rejects(fetchPython({ storage: storageOf('broken'), uv, signal }), /^Error: cause: no room$/);
});

test('cancelling ends it', async () => {
  const abort = new AbortController();
  abort.abort();
  const given = { storage: storageOf('cancelled'), signal: abort.signal, files, wheels: wheelsOf('uv.whl', right) };
  await assert.rejects(fetchPython(given));
  mkdirSync(join(storageOf('cancelled'), 'python'), { recursive: true });
  assert.equal(ownPython(storageOf('cancelled')), undefined);
});

test('an archive without the file says so', () => {
  assert.throws(() => unzip(wheel, '/scripts/pip'), /has no/);
  assert.throws(() => unzip(Buffer.from('no archive'), '/scripts/uv'), /has no/);
  assert.equal(unzip(wheel, '/scripts/uv').toString(), UV);
});

test('each platform that a package is made for has a digest', () => {
  for (const [name, [path, digest]] of Object.entries(WHEELS)) {
    assert.match(path, /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{60}\/uv-[\d.]+-py3-none-\S+\.whl$/, name);
    assert.match(digest, /^[0-9a-f]{64}$/, name);
  }
});
