/** Programs on PATH. No editor here, so that tests run it as it is. */
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Every file of that name in PATH's absolute folders, in their order: a relative one could mean the workspace. */
export function onPath(name: string, path = process.env.PATH ?? ''): string[] {
  const folders = path.split(delimiter).filter(isAbsolute);
  return [...new Set(folders.map((folder) => join(folder, name)))].filter((file) => existsSync(file));
}

/** The name of a program's file on this system. */
export const programFile = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);
