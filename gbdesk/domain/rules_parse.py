"""Reading an arithmetic rule: recursive descent over a small grammar, nothing is ever evaluated.

rule       = comparison [ ("=>" | "iff" | "or") comparison ]
comparison = sum ("<=" | "=") sum
sum        = term { "+" term }
term       = line id | whole number | function "(" selector ")"
selector   = "each" | "each:stock" | "each:flow" | "each:distinct"
function   = change | change_percent | reported | expected | periods
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from gbdesk.domain.refusals import Refused

FUNCTIONS: Final = frozenset({"change", "change_percent", "reported", "expected", "periods"})
SELECTORS: Final = frozenset({"each", "each:stock", "each:flow", "each:distinct"})
LINKS: Final = frozenset({"=>", "iff", "or"})
SIGNS: Final = frozenset({"<=", "="})

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<mark>=>|<=|=|\+|\(|\))"
    r"|(?P<number>[0-9]+)(?![A-Za-z0-9_.\-])"
    r"|(?P<word>[a-z][a-z0-9_]*(?:[.:\-][a-z0-9]+)*))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A line, a whole number, or a function over a selector such as `each:stock`."""

    line: str = ""
    number: int | None = None
    function: str = ""
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sums and how they must stand: `<=` or `=`."""

    left: tuple[Term, ...]
    sign: str
    right: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of both sides."""
        return (*self.left, *self.right)


@dataclass(frozen=True, slots=True)
class Expression:
    """One comparison, or two joined by a link: "", "=>", "iff" or "or"."""

    first: Comparison
    link: str = ""
    second: Comparison | None = None

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """One or two comparisons."""
        return (self.first,) if self.second is None else (self.first, self.second)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line named, once, in the order of the rule."""
        terms = (term for part in self.comparisons for term in part.terms)
        return tuple(dict.fromkeys(term.line for term in terms if term.line))

    @property
    def selector(self) -> str:
        """Over which lines the functions go; empty where the rule has none."""
        terms = (term for part in self.comparisons for term in part.terms)
        return next((term.selector for term in terms if term.selector), "")


def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        Refused: "form.rule" where it is not of the grammar.
    """
    return _Reader(text).expression()


class _Reader:
    """Goes through the tokens from left to right, one ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split()
        self._next = next(self._tokens)

    def expression(self) -> Expression:
        first = self._comparison()
        link, second = "", None
        if self._next in LINKS:
            link, second = self._take(), self._comparison()
        if self._next:
            self._refuse()
        return Expression(first, link, second)

    def _comparison(self) -> Comparison:
        left = self._sum()
        if self._next not in SIGNS:
            self._refuse()
        return Comparison(left, self._take(), self._sum())

    def _sum(self) -> tuple[Term, ...]:
        terms = [self._term()]
        while self._next == "+":
            self._take()
            terms.append(self._term())
        return tuple(terms)

    def _term(self) -> Term:
        word = self._take()
        if word.isdecimal():
            return Term(number=int(word))
        if not word[:1].isalpha() or word in LINKS:
            self._refuse()
        if self._next != "(":
            return Term(line=word)
        self._take()
        selector = self._take()
        if word not in FUNCTIONS or selector not in SELECTORS or self._take() != ")":
            self._refuse()
        return Term(function=word, selector=selector)

    def _take(self) -> str:
        taken, self._next = self._next, next(self._tokens, "")
        return taken

    def _split(self) -> Iterator[str]:
        at, text = 0, self._text.rstrip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if not found:
                self._refuse()
            yield found[0].strip()
            at = found.end()
        yield ""

    def _refuse(self) -> NoReturn:
        raise Refused("form.rule", expression=self._text)
