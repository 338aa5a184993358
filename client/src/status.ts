/** The item that a Dockerfile's status bar shows under `{}`. */
import * as vscode from 'vscode';
import type { Python } from './probe';
import { words } from './words';

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('gorae', { language: 'dockerfile' });

  starting(): void {
    this.show(words().starting, vscode.LanguageStatusSeverity.Information);
    this.item.busy = true;
  }

  ready(version: string | undefined, python: Python): void {
    this.show(words().ready, vscode.LanguageStatusSeverity.Information);
    this.item.detail = `${version ?? ''} · Python ${python.version}`;
  }

  failed(): void {
    this.show(words().failed, vscode.LanguageStatusSeverity.Error);
  }

  private show(text: string, severity: vscode.LanguageStatusSeverity): void {
    this.item.name = words().name;
    this.item.text = text;
    this.item.detail = '';
    this.item.severity = severity;
    this.item.busy = false;
    this.item.command = { command: 'gorae.showOutput', title: words().output };
  }

  dispose(): void {
    this.item.dispose();
  }
}
