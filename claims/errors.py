"""Every complaint that a user can cause and cure."""


class ClaimsError(Exception):
    """Input that cannot be used: says which file, what was found and what would be valid."""


class InputError(ClaimsError):
    """A document or case that cannot be read."""

    def __init__(self, where: str, found: str, valid: str) -> None:
        super().__init__(f"{where}: {found}; {valid}")
        self.where, self.found, self.valid = where, found, valid
