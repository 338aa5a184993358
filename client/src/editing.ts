/** What a person does in the text: Enter, and the light bulb's last row. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerIgnore } from './ignore';
import { registerTyping } from './typing';

export const registerEditing = (client: () => LanguageClient | undefined): vscode.Disposable =>
  vscode.Disposable.from(registerIgnore(client), registerTyping());
