/** The light bulb's last row: what is found there is ignored, at the instruction or in the whole file. */
import * as vscode from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import { messages } from './messages';

export const IGNORE = 'gorae.ignore';

interface Choice {
  label: string;
  edit: WorkspaceEdit;
}

export function registerIgnore(client: () => LanguageClient | undefined): vscode.Disposable {
  return vscode.commands.registerCommand(IGNORE, async (choices: Choice[]) => {
    const chosen = await vscode.window.showQuickPick(choices, { placeHolder: messages().pickIgnored });
    const edit = chosen && (await client()?.protocol2CodeConverter.asWorkspaceEdit(chosen.edit));
    if (edit) await vscode.workspace.applyEdit(edit);
  });
}
