"""How the text is laid out: blanks, lines, indentation. A formatter's work, so off unless chosen."""

from gorae.lint.rules.layout import (
    blank_lines_repeated,
    blanks_repeated,
    commands_on_one_line,
    file_too_long,
    final_newline_missing,
    heredoc_unformatted,
    indentation_uneven,
    instruction_spacing_uneven,
    trailing_blanks,
)

RULES = (
    blank_lines_repeated.RULE,
    blanks_repeated.RULE,
    commands_on_one_line.RULE,
    file_too_long.RULE,
    final_newline_missing.RULE,
    heredoc_unformatted.RULE,
    indentation_uneven.RULE,
    instruction_spacing_uneven.RULE,
    trailing_blanks.RULE,
)
