/** How the server is started. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Executable, ServerOptions } from 'vscode-languageclient/node';
import type { Python } from './probe';

export function serverOptions(context: vscode.ExtensionContext, python: Python): ServerOptions {
  const run: Executable = {
    command: python.command[0] ?? '',
    args: [...pythonArguments(context, python), bundledScript(context), 'server'],
    // Not the workspace: a file there could be imported, or found in place of a program.
    options: { cwd: homedir(), env: { ...process.env, GORAE_IMPORT_STRATEGY: importStrategy() } },
  };
  return { run, debug: run };
}

/**
 * Compiles what the first start has not imported, once for each version of the extension and of Python:
 * hovers and formatting are then quick the first time too. Runs beside the server and is not waited for.
 */
export function warmUp(context: vscode.ExtensionContext, python: Python): void {
  if (importStrategy() !== 'useBundled') return;
  const folder = cacheFolder(context);
  const stamp = join(folder, `compiled-3.${python.minor}`);
  if (existsSync(stamp)) return;
  mkdirSync(folder, { recursive: true });
  forgetOtherVersions(context);
  const [command = '', ...args] = python.command;
  const libraries = ['common', `cp3${python.minor}`].map((name) =>
    join(context.extensionPath, 'bundled', 'libs', name),
  );
  spawn(command, [...args, '-I', '-X', `pycache_prefix=${folder}`, '-m', 'compileall', '-q', ...libraries], {
    cwd: context.extensionPath,
    stdio: 'ignore',
    windowsHide: true,
  })
    .on('error', () => undefined) // without the cache the next start is as slow as this one was
    .on('exit', (code) => code === 0 && writeFileSync(stamp, ''));
}

const importStrategy = (): string => vscode.workspace.getConfiguration('gorae').get('importStrategy', 'useBundled');

const bundledScript = (context: vscode.ExtensionContext): string => join(context.extensionPath, 'bundled', 'run.py');

/** `-I` keeps the environment's and the user's own packages away from the bundled ones. */
function pythonArguments(context: vscode.ExtensionContext, python: Python): string[] {
  const isolated = importStrategy() === 'useBundled' ? ['-I'] : [];
  return [...python.command.slice(1), ...isolated, '-X', 'utf8', '-X', `pycache_prefix=${cacheFolder(context)}`];
}

/** The extension's own folder may be read-only, so compiled files lie in its storage. */
function cacheFolder(context: vscode.ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'pycache', String(context.extension.packageJSON.version));
}

function forgetOtherVersions(context: vscode.ExtensionContext): void {
  const all = join(cacheFolder(context), '..');
  const current = String(context.extension.packageJSON.version);
  for (const name of readdirSync(all)) {
    if (name !== current) rmSync(join(all, name), { recursive: true, force: true });
  }
}
