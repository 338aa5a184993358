/** What Enter does at once, before the server is asked: the lines of an instruction are indented, the next one is not. */
import * as vscode from 'vscode';

export const ENTER_RULES: vscode.OnEnterRule[] = [
  {
    beforeText: /^\s*[A-Za-z]+\s.*[^\\\s]\s*\\\s*$/,
    previousLineText: /(^|[^\\])\s*$/,
    action: { indentAction: vscode.IndentAction.Indent },
  },
  {
    beforeText: /[^\\]\\\s*$/,
    previousLineText: /\\\s*$/,
    action: { indentAction: vscode.IndentAction.None },
  },
  {
    beforeText: /^\s+\S.*[^\\\s]\s*$|^\s+[^\\\s]\s*$/,
    previousLineText: /\\\s*$/,
    action: { indentAction: vscode.IndentAction.Outdent },
  },
];

/** In place of the editor's own rules for Dockerfiles, which are YAML's: a blank line ends the indentation. */
const INDENTATION: vscode.IndentationRule = {
  increaseIndentPattern: /^\s*(?:[a-z]\w*\b[^#]*|["'-].*):\s*$/, // Python and YAML in heredocs
  decreaseIndentPattern: /^(?!)/,
  indentNextLinePattern: /[^\\]\\\s*$/,
};

export const registerTyping = (): vscode.Disposable =>
  vscode.languages.setLanguageConfiguration('dockerfile', { onEnterRules: ENTER_RULES, indentationRules: INDENTATION });
