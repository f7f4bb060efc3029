"""The command line's one program, which every command enters itself into."""

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def about() -> None:
    """Who says which partner had what access to people's data, set against the company's own words.

    Exit code 0: done; 1: findings; 2: wrong usage, or input that cannot be read.
    """
