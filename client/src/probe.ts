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
}

export const OLDEST_MINOR = 10;
/** The newest CPython 3.x whose compiled wheels the extension carries. */
export const NEWEST_BUNDLED_MINOR = 14;

export const PROBE = [
  'import sys, sysconfig',
  "print('gorae', sys.implementation.name, *sys.version_info[:3], sysconfig.get_config_var('Py_GIL_DISABLED') or 0)",
].join('\n');

export function parseProbe(command: readonly string[], stdout: string): Python | undefined {
  const found = /^gorae (\w+) (\d+) (\d+) (\d+) ([01])\s*$/m.exec(stdout);
  if (!found) return undefined;
  const [, implementation = '', major, minor, micro, freeThreaded] = found;
  return {
    command,
    implementation,
    version: `${major}.${minor}.${micro}`,
    major: Number(major),
    minor: Number(minor),
    freeThreaded: freeThreaded === '1',
  };
}

/** Why this Python will not do, or undefined where it will. */
export function accepts(python: Python, bundled: boolean): string | undefined {
  if (python.major !== 3 || python.minor < OLDEST_MINOR) return `${python.version} is older than 3.${OLDEST_MINOR}`;
  if (!bundled) return undefined;
  if (python.implementation !== 'cpython') return `the bundled server needs CPython, this is ${python.implementation}`;
  if (python.freeThreaded) return 'the bundled server does not run on a free-threaded build';
  if (python.minor > NEWEST_BUNDLED_MINOR)
    return `the bundled server runs on 3.${OLDEST_MINOR} to 3.${NEWEST_BUNDLED_MINOR}`;
  return undefined;
}
