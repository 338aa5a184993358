"""ShellCheck: the scripts of a Dockerfile for it, its process, and its comments as findings."""
