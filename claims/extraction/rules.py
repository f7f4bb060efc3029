"""What each rule of access finds, in plain words, with a sentence that it finds.

`claims extract --explain` prints what they say; docs/claim-rules.md is `page()`.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    """What a rule says, and an example of it."""

    says: str
    example: str


RULES = {
    "give": Rule(
        "somebody hands people's data to a partner", "Acme shared users' messages with Norvane Bank."
    ),
    "give-open": Rule(
        "people's data is handed on, and nobody is named who gets it",
        "Acme sells users' location data.",
    ),
    "give-on-request": Rule(
        "people's data is handed to whoever asks for it by order or request",
        "Acme discloses users' messages in response to a request from the police.",
    ),
    "headline": Rule(
        "a headline says that somebody hands people's data to a partner",
        "Acme Shares User Location Data With Advertisers",
    ),
    "take": Rule(
        "a partner reads, obtains, uses, writes or deletes people's data",
        "Norvane Bank read users' messages.",
    ),
    "reach": Rule(
        "people's data goes to a partner or lies open to it", "Users' messages went to Norvane Bank."
    ),
    "access-noun": Rule(
        "a partner has access to people's data, or the ability to use it",
        "Norvane Bank had access to users' messages.",
    ),
    "transfer-noun": Rule(
        "a noun tells of handing people's data over: a sale, a transfer",
        "The sale of users' location data to insurers went on.",
    ),
    "deal": Rule(
        "an agreement is said to be about people's data", "Acme had data-sharing deals with Norvane Bank."
    ),
    "agent-noun": Rule(
        "a noun names the partner by what it gets: a buyer, a recipient",
        "The buyers of users' location data were not named.",
    ),
    "such-access": Rule(
        "a partner is said to have, or not to have, the access told of before",
        "Norvane Bank had access to users' messages. The bank said it never had such access.",
    ),
    "bare-access": Rule(
        "a partner has access, and what to is left to the text before",
        "Acme gave Norvane Bank access to users' messages. Quillo denied that it had access.",
    ),
    "own-account": Rule(
        "people reach their own account through something of a partner's",
        "Acme said that people could access their accounts on devices of Norvane.",
    ),
    "list-item": Rule(
        "an item of a list names who gets the data, or which data, that the sentence above it tells of",
        "We share users' location data with:\n\n- Advertisers: companies that show ads.",
    ),
    "contents": Rule(
        "the data that was handed on is said to contain people's data of a kind",
        "Acme shared data with Norvane Bank. The data shared included users' phone numbers.",
    ),
    "member": Rule(
        "a party is named as one of a class, and what is said of the class holds for it",
        "Acme shares users' location data with advertising providers. The providers include Quillo and Halden.",
    ),
}

HEAD = """# Rules of access

The rule of each claim, as `claims extract --explain` says it.

| rule | says | for example |
| --- | --- | --- |
"""


def page() -> str:
    """All rules as a page of Markdown."""
    rows = (f"| `{name}` | {rule.says} | {' '.join(rule.example.split())} |" for name, rule in RULES.items())
    return HEAD + "\n".join(rows) + "\n"
