"""The words and tables that hover, completion, signature help and `gorae explain` show. Knows no editor."""
