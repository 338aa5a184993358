/** Which Python runs the server: the setting, the Python extension's environment, the one on PATH, or the one that was fetched. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ownPython } from './ownPython';
import { onPath, programFile } from './path';
import { accepts, PROBE, type Python, parseProbe } from './probe';

export type { Python } from './probe';

const PROBE_TIMEOUT_MS = 10_000;

export async function findPython(
  context: vscode.ExtensionContext,
  log: (line: string) => void,
): Promise<Python | undefined> {
  const configuration = vscode.workspace.getConfiguration('gorae');
  const bundled = configuration.get('importStrategy') !== 'fromEnvironment';
  // VS Code itself hands out only the user's own value while the workspace is not trusted.
  const chosen = configuration.get<string>('interpreter', '').trim();
  for (const command of chosen ? [[chosen]] : await candidates(context.globalStorageUri.fsPath)) {
    const python = await probe(command, context.extensionPath);
    const refused = python ? (accepts(python, bundled) ?? lacking(context, python, bundled)) : 'did not run';
    if (python && !refused) return python;
    log(`Python passed over: ${command.join(' ')}: ${refused}`);
  }
  return undefined;
}

/** Not every platform has each library for the oldest Pythons: the package holds a folder for those that it serves. */
function lacking({ extensionPath }: vscode.ExtensionContext, python: Python, bundled: boolean): string | undefined {
  const libraries = join(extensionPath, 'bundled', 'libs');
  if (!bundled || existsSync(join(libraries, `cp3${python.minor}`))) return undefined;
  return `this package has no libraries for ${python.major}.${python.minor}`;
}

async function candidates(storage: string): Promise<string[][]> {
  const found: string[][] = [];
  // An environment may lie in the workspace: nothing of an untrusted one is run.
  if (vscode.workspace.isTrusted) {
    const environment = await activeEnvironment().catch(() => undefined);
    if (environment) found.push([environment]);
  }
  const names = ['python3', 'python', ...(process.platform === 'win32' ? ['py'] : [])];
  for (const name of names) {
    for (const path of onPath(programFile(name))) found.push(name === 'py' ? [path, '-3'] : [path]);
  }
  const own = ownPython(storage); // the last, so that it gives way to what is installed later
  return own ? [...found, [own]] : found;
}

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
  };
}

async function activeEnvironment(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
  if (!extension) return undefined;
  const { environments } = extension.isActive ? extension.exports : await extension.activate();
  const resource = vscode.workspace.workspaceFolders?.[0]?.uri;
  const resolved = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
  return resolved?.executable.uri?.fsPath;
}

/** Runs a Python in a folder of ours (`-I`: nothing of the environment or of the folder is imported). */
function probe(command: string[], cwd: string): Promise<Python | undefined> {
  const [file = '', ...args] = command;
  return new Promise((resolve) => {
    execFile(
      file,
      [...args, '-I', '-c', PROBE],
      { cwd, timeout: PROBE_TIMEOUT_MS, windowsHide: true },
      (error, stdout) => resolve(error ? undefined : parseProbe(command, stdout)),
    );
  });
}
