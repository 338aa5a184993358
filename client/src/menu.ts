/** The menu of the status item, and the commands that are others with an argument. */
import * as vscode from 'vscode';
import { messages } from './messages';

export function registerMenu(output: vscode.OutputChannel): vscode.Disposable {
  const show = vscode.commands.registerCommand('gorae.showOutput', () => output.show(true));
  const preview = vscode.commands.registerCommand('gorae.previewAllFixes', () =>
    vscode.commands.executeCommand('gorae.fixAllInWorkspace', null, true),
  );
  const menu = vscode.commands.registerCommand('gorae.showMenu', async () => {
    const say = messages();
    const rows = [
      { label: `$(globe) ${say.menuLanguage}`, command: 'workbench.action.openSettings', argument: 'gorae.language' },
      { label: `$(book) ${say.menuRule}`, command: 'gorae.showRule' },
      { label: `$(list-tree) ${say.menuContext}`, command: 'gorae.showContext' },
      { label: `$(wand) ${say.menuFix}`, command: 'gorae.fixAllInWorkspace' },
      { label: `$(shield) ${say.menuScan}`, command: 'gorae.scan' },
      { label: `$(output) ${say.output}`, command: 'gorae.showOutput' },
      { label: `$(debug-restart) ${say.menuRestart}`, command: 'gorae.restart' },
    ];
    const chosen = await vscode.window.showQuickPick(rows, { placeHolder: say.name });
    if (!chosen) return;
    const given = chosen.argument === undefined ? [] : [chosen.argument];
    await vscode.commands.executeCommand(chosen.command, ...given);
  });
  return vscode.Disposable.from(show, preview, menu);
}
