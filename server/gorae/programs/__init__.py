"""Programs that look at a Dockerfile from outside: how they are found, run within limits, and what they print."""
