"""What is said on a page when something asked for could not be done."""

from __future__ import annotations

from gbdesk.domain.refusals import Refused
from gbdesk.services.progress import Cancelled
from gbdesk.ui import errors
from gbdesk.ui.forms.around import Around


def words_of(error: Exception, around: Around) -> str:
    """A refusal in words; a fault of the program goes on to the window.

    Raises:
        Exception: the fault.
    """
    if not isinstance(error, Refused | Cancelled):
        raise error
    return errors.in_words(error, around.app.catalogue).text
