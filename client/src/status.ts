/** The item that a Dockerfile's status bar shows under `{}`. */
import * as vscode from 'vscode';
import { messages } from './messages';
import type { Python } from './probe';

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('gorae', { language: 'dockerfile' });

  private state: 'starting' | 'ready' | 'failed' = 'starting';
  private detail = '';

  starting(): void {
    this.show('starting');
  }

  ready(version: string | undefined, python: Python): void {
    this.show('ready', `${version ?? ''} · Python ${python.version}`);
  }

  failed(): void {
    this.show('failed');
  }

  /** Says the same once more, in the language that is set now. */
  refresh(): void {
    this.show(this.state, this.detail);
  }

  private show(state: 'starting' | 'ready' | 'failed', detail = ''): void {
    this.state = state;
    this.detail = detail;
    const severity = vscode.LanguageStatusSeverity;
    this.item.name = messages().name;
    this.item.text = messages()[state];
    this.item.detail = detail;
    this.item.severity = state === 'failed' ? severity.Error : severity.Information;
    this.item.busy = state === 'starting';
    this.item.command = { command: 'gorae.showMenu', title: messages().menu };
  }

  dispose(): void {
    this.item.dispose();
  }
}
