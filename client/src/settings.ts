/** The settings as the server reads them. */
import * as vscode from 'vscode';
import { DidChangeConfigurationNotification, type LanguageClient } from 'vscode-languageclient/node';
import { leavesToOthers } from './coexistence';
import { language } from './language';

/** Settings that the running server can't take over: it is restarted. */
const STARTED_WITH = ['gorae.interpreter', 'gorae.importStrategy', 'gorae.coexistence'];

export const affectsServer = (change: vscode.ConfigurationChangeEvent): boolean =>
  STARTED_WITH.some((name) => change.affectsConfiguration(name));

/** The section `gorae` as a tree, with what is left to other extensions switched off. */
export function settings(scope?: vscode.Uri): Record<string, unknown> {
  const tree = JSON.parse(JSON.stringify(vscode.workspace.getConfiguration('gorae', scope))) as Record<string, unknown>;
  const off = (name: string) => {
    tree[name] = { ...(tree[name] as object), enable: false };
  };
  if (leavesToOthers('hover')) off('hover');
  if (leavesToOthers('completion')) off('completion');
  if (leavesToOthers('formatting')) off('format');
  if (leavesToOthers('inlayHint')) off('inlayHints');
  if (leavesToOthers('codeLens')) off('codeLens');
  tree.language = language();
  return tree;
}

export async function sendSettings(client: LanguageClient | undefined): Promise<void> {
  if (!client?.isRunning()) return;
  await client.sendNotification(DidChangeConfigurationNotification.type, { settings: { gorae: settings() } });
}
