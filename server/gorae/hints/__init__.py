"""What an editor writes between the lines: values, stages, ends of life, files; and above them: who uses a stage."""
