/** Starts, stops and restarts the language server; every further feature has a file of its own. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { registerAround } from './around';
import { clientOptions } from './client';
import { onOtherExtensions } from './coexistence';
import { registerEditing } from './editing';
import { findPython } from './findPython';
import { askLanguage } from './firstStart';
import { registerLenses } from './lenses';
import { registerMenu } from './menu';
import { registerFetch, sayNoPython } from './noPython';
import { registerRulePages } from './rulePage';
import { serverOptions, warmUp } from './server';
import { affectsServer, sendSettings } from './settings';
import { Status } from './status';

let client: LanguageClient | undefined;
let starting: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Gorae', 'log');
  const status = new Status();

  const start = async (): Promise<void> => {
    await stop();
    status.starting();
    const python = await findPython(context, (line) => output.appendLine(line));
    if (!python) {
      status.failed();
      return void sayNoPython(restart);
    }
    output.appendLine(`Python ${python.version}: ${python.command.join(' ')}`);
    client = new LanguageClient('gorae', 'Gorae', serverOptions(context, python), clientOptions(output));
    try {
      await client.start();
      status.ready(client.initializeResult?.serverInfo?.version, python);
      warmUp(context, python);
    } catch (error) {
      output.appendLine(String(error));
      status.failed();
    }
  };
  // One start at a time: a second request waits until the first one's server is up or has failed.
  const restart = (): Promise<void> => (starting = starting.then(start, start));

  context.subscriptions.push(
    output,
    status,
    registerRulePages(() => client),
    registerLenses(),
    registerMenu(output),
    registerAround(() => client),
    registerFetch(context, restart, output),
    registerEditing(() => client),
    vscode.commands.registerCommand('gorae.restart', restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (affectsServer(change)) void restart();
      else if (change.affectsConfiguration('gorae')) void sendSettings(client);
      if (change.affectsConfiguration('gorae.language')) status.refresh();
    }),
    onOtherExtensions(restart),
  );
  await restart();
  void askLanguage(context);
}

export async function deactivate(): Promise<void> {
  await starting;
  await stop();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.needsStop()) await running.stop().catch(() => undefined); // a server that has gone can't say goodbye
}
