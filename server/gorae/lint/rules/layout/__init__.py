"""How the text is laid out: blanks, lines, indentation. A formatter's work, so off unless chosen."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "blank_lines_repeated",
    "blanks_repeated",
    "commands_on_one_line",
    "file_too_long",
    "final_newline_missing",
    "heredoc_unformatted",
    "indentation_uneven",
    "instruction_spacing_uneven",
    "trailing_blanks",
)
