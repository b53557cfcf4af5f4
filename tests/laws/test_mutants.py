"""The laws see every fault of the merge that we could think of."""

from __future__ import annotations

import pytest

from laws.mutants import ALL, Mutant
from laws.scripts import Story
from laws.test_laws import seen


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.what.replace(" ", "_"))
def test_g02_the_laws_see_that(mutant: Mutant, story: Story) -> None:
    with mutant.at_work():
        assert seen(mutant.law, story), mutant.what
