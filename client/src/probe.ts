/** What a Python says of itself, and whether that is enough. No editor here, so that tests run it as it is. */

export interface Python {
  readonly command: readonly string[];
  /** As `3.11.7`. */
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  /** `cpython`, `pypy`, … */
  readonly implementation: string;
  /** Built without the global lock: compiled wheels of the usual build don't fit. */
  readonly freeThreaded: boolean;
  /** What it was built for: `x64`, `arm64`, or as the system names it. On one machine there may be both. */
  readonly arch: string;
}

export const OLDEST_MINOR = 10;
/** The newest CPython 3.x whose compiled wheels the extension carries. */
export const NEWEST_BUNDLED_MINOR = 14;

export const PROBE = [
  'import os, sys, sysconfig',
  "machine = sysconfig.get_platform().split('-')[-1] if os.name == 'nt' else os.uname().machine",
  "print('gorae', sys.implementation.name, *sys.version_info[:3], sysconfig.get_config_var('Py_GIL_DISABLED') or 0, machine)",
].join('\n');

const ARCHITECTURES: Readonly<Record<string, string>> = { amd64: 'x64', x86_64: 'x64', aarch64: 'arm64' };

export function parseProbe(command: readonly string[], stdout: string): Python | undefined {
  const found = /^gorae (\w+) (\d+) (\d+) (\d+) ([01]) (\w+)\s*$/m.exec(stdout);
  if (!found) return undefined;
  const [, implementation = '', major, minor, micro, freeThreaded, machine = ''] = found;
  return {
    command,
    implementation,
    version: `${major}.${minor}.${micro}`,
    major: Number(major),
    minor: Number(minor),
    freeThreaded: freeThreaded === '1',
    arch: ARCHITECTURES[machine.toLowerCase()] ?? machine,
  };
}

/** Why this Python will not do, or undefined where it will. */
export function accepts(python: Python, bundled: boolean, arch: string = process.arch): string | undefined {
  if (python.major !== 3 || python.minor < OLDEST_MINOR) return `${python.version} is older than 3.${OLDEST_MINOR}`;
  if (!bundled) return undefined;
  if (python.implementation !== 'cpython') return `the bundled server needs CPython, this is ${python.implementation}`;
  if (python.freeThreaded) return 'the bundled server does not run on a free-threaded build';
  // Windows on ARM runs a Python for x64 too, and macOS one for Intel; the libraries of this package are for one of them.
  if (python.arch !== arch) return `the bundled server needs a Python for ${arch}, this one is for ${python.arch}`;
  if (python.minor > NEWEST_BUNDLED_MINOR)
    return `the bundled server runs on 3.${OLDEST_MINOR} to 3.${NEWEST_BUNDLED_MINOR}`;
  return undefined;
}
