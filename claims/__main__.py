"""`python -m claims` is the command line."""

from claims.cli import main

main()
