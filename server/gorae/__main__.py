"""`python -m gorae`."""

from gorae.cli.main import main

raise SystemExit(main())
