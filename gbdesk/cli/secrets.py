"""Passwords and codes: read from a file descriptor or typed unseen, never from the arguments."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Final

from gbdesk.domain.refusals import Refused

PROMPT: Final = "prompt"
_MOST: Final = 4096


class Secrets:
    """Where secrets come from; several read from one descriptor are lines one after the other."""

    def __init__(self, password_fd: str | None, code_fd: str | None) -> None:
        self._fds = {"password": password_fd, "code": code_fd}

    def password(self, words: str) -> str:
        """A password.

        Raises:
            Refused: there is no descriptor and nobody to ask, or nothing came.
        """
        return self._secret("password", words)

    def new_password(self, words: str, again: str) -> str:
        """A password to be set; typed twice where it is typed.

        Raises:
            Refused: as `password`, or the two differ.
        """
        first = self._secret("password", words)
        if self._fds["password"] in {None, PROMPT} and getpass.getpass(again) != first:
            raise Refused("cli.password_differs")
        return first

    def code(self, words: str) -> str:
        """The code of an invitation or of the recovery sheet.

        Raises:
            Refused: as `password`.
        """
        return self._secret("code", words)

    def _secret(self, kind: str, words: str) -> str:
        given = self._fds[kind]
        if given in {None, PROMPT}:
            if not sys.stdin.isatty():
                raise Refused(f"cli.{kind}_missing")
            found = getpass.getpass(words)
        else:
            found = _line(int(given or 0))
        if not found:
            raise Refused(f"cli.{kind}_missing")
        return found


def _line(descriptor: int) -> str:
    """One line, read byte by byte so that the next secret stays for the next asker."""
    got = bytearray()
    try:
        while len(got) < _MOST and (byte := os.read(descriptor, 1)) not in {b"", b"\n"}:
            got += byte
        return got.decode("utf-8").rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise Refused("cli.descriptor", number=descriptor) from None
