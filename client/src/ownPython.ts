/**
 * A Python of the extension's own, for machines that have none: fetched when a person asks for it, never by itself.
 * uv's wheel comes from PyPI and has to have the digest written here; uv then fetches a CPython and checks it against the
 * digests that it carries. No editor here, so that tests run it as it is.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestPlain } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** The Python that is fetched: of those that the packages carry libraries for, the one before the newest. */
export const VERSION = '3.13';
const FILES = 'https://files.pythonhosted.org/packages';
const UV = '0.13.9';
const MOST_BYTES = 100_000_000;
const INSTALL_TIMEOUT_MS = 600_000;

/** uv's wheels on PyPI by platform: path and SHA-256. Taken on 2026-11-29. */
export const WHEELS: Readonly<Record<string, readonly [path: string, sha256: string]>> = {
  'linux-x64': [
    `3d/aa/26d64642d808de4a652579ef950d7cd2d37f080a8babf9c67c6b75fc4c3f/uv-${UV}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
    'd7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19',
  ],
  'linux-arm64': [
    `fe/2f/51a5de367c602592c018a42a23d57fba5f2689fe6c3bf025dcf043b39c61/uv-${UV}-py3-none-manylinux_2_28_aarch64.whl`,
    'ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375',
  ],
  'alpine-x64': [
    `fe/fe/794884de0efd3ac77a427cab21aa72c0483e100c55a42cd5cbb02c141b84/uv-${UV}-py3-none-musllinux_1_1_x86_64.whl`,
    '2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25',
  ],
  'alpine-arm64': [
    `57/15/94b6cd62ac3ff6550288328e8035288875197cbc183f51554b266a69877b/uv-${UV}-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl`,
    '5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe',
  ],
  'darwin-x64': [
    `1e/db/08e9ef4879bd667e6d7b4705e594e5bd3e4585f10fc63cb16b9fa2fac63e/uv-${UV}-py3-none-macosx_10_12_x86_64.whl`,
    'c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5',
  ],
  'darwin-arm64': [
    `f3/a7/a8d7b074798c7fb3b26b37584b8fe2e29df2ccdc24ce7902caab2a53edbf/uv-${UV}-py3-none-macosx_11_0_arm64.whl`,
    '66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63',
  ],
  'win32-x64': [
    `dd/ef/ceeabf3631117f7354787d9fb1ffe943899e59ed4b887a696ed547e47e76/uv-${UV}-py3-none-win_amd64.whl`,
    '6a44b2ed8111d2f60d2b92627c5dccda3f7ed7570b18ce115e569cd68c28246b',
  ],
  'win32-arm64': [
    `da/d1/d97a5db1f27e077e4d6329223f6b3f719c02c97e4092043f13e628558d05/uv-${UV}-py3-none-win_arm64.whl`,
    'eeb92051c2123b9730c46b04cc843cfa4bc7d7b0aec56df431a2215ef4cb0273',
  ],
};

/** The platform as the table names it: on Linux with musl it is Alpine's. */
export function platformName(platform = process.platform as string, arch = process.arch as string): string {
  const musl = platform === 'linux' && existsSync('/etc/alpine-release');
  return `${musl ? 'alpine' : platform}-${arch}`;
}

/** The Python that was fetched into the extension's storage; undefined where none was. */
export function ownPython(storage: string): string | undefined {
  const folder = join(storage, 'python');
  if (!existsSync(folder)) return undefined;
  const program = process.platform === 'win32' ? ['python.exe'] : ['bin', 'python3'];
  return readdirSync(folder)
    .filter((name) => name.startsWith(`cpython-${VERSION}`))
    .map((name) => join(folder, name, ...program))
    .find(existsSync);
}

export interface Fetch {
  /** The extension's own folder. */
  storage: string;
  /** uv's program, where the machine has one: then nothing but Python is fetched. */
  uv?: string | undefined;
  signal: AbortSignal;
  /** Where PyPI's files are, and which are taken; tests have their own. */
  files?: string;
  wheels?: typeof WHEELS;
}

/** Fetches a Python and returns its path; raises an Error with one sentence where that can't be done. */
export async function fetchPython({ storage, uv, signal, files = FILES, wheels = WHEELS }: Fetch): Promise<string> {
  mkdirSync(storage, { recursive: true });
  const program = uv ?? (await fetchUv(storage, files, wheels, signal));
  const folder = join(storage, 'python');
  const args = ['python', 'install', VERSION, '--install-dir', folder, '--no-bin', '--no-config'];
  if (process.platform === 'win32') args.push('--no-registry');
  await run(program, args, storage, signal);
  const python = ownPython(storage);
  if (!python) throw new Error(`uv left no Python in ${folder}`);
  return python;
}

async function fetchUv(storage: string, files: string, wheels: typeof WHEELS, signal: AbortSignal): Promise<string> {
  const name = platformName();
  const [path, sha256] = wheels[name] ?? [];
  if (!path) throw new Error(`no Python can be fetched for ${name}`);
  const wheel = await download(`${files}/${path}`, signal);
  const digest = createHash('sha256').update(wheel).digest('hex');
  if (digest !== sha256) throw new Error(`${path.split('/').pop()} is not the file that was expected`);
  const file = process.platform === 'win32' ? 'uv.exe' : 'uv';
  const folder = join(storage, 'uv');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const program = join(folder, file);
  writeFileSync(program, unzip(wheel, `/scripts/${file}`));
  chmodSync(program, 0o755);
  return program;
}

function download(address: string, signal: AbortSignal): Promise<Buffer> {
  const ask = address.startsWith('https:') ? get : (...all: Parameters<typeof get>) => requestPlain(...all).end();
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${new URL(address).host}: ${why}`));
    ask(address, { signal }, (response) => {
      if (response.statusCode !== 200) {
        response.destroy();
        fail(`answer ${response.statusCode}`);
        return;
      }
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > MOST_BYTES) response.destroy(new Error('too large'));
        parts.push(part);
      });
      response.on('error', (error) => fail(error.message));
      response.on('end', () => resolve(Buffer.concat(parts)));
    }).on('error', (error) => fail(error.message));
  });
}

/** The one file of a zip archive whose name ends so. */
export function unzip(archive: Buffer, ending: string): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = end < 0 ? archive.length : archive.readUInt32LE(end + 16);
  while (at + 46 <= archive.length && archive.readUInt32LE(at) === 0x02014b50) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const nameLength = archive.readUInt16LE(at + 28);
    const extra = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (name.endsWith(ending)) {
      const local = archive.readUInt32LE(at + 42);
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const packed = archive.subarray(from, from + size);
      return method === 0 ? packed : inflateRawSync(packed);
    }
    at += 46 + nameLength + extra;
  }
  throw new Error(`the archive has no ${ending}`);
}

function run(program: string, args: string[], cwd: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, signal, timeout: INSTALL_TIMEOUT_MS, windowsHide: true }, (error, _, said) => {
      // The last line of what uv says names the reason.
      if (error) reject(new Error(said.trim().split('\n').pop()?.trim() || error.message));
      else resolve();
    });
  });
}
