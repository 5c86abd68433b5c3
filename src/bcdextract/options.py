"""Options that several commands have: what one item may cost, and words of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from bcdextract.errors import BcdExtractError
from bcdextract.limits import DEEPEST, DEFAULTS, Limits
from bcdextract.own_words import OwnWords, load_lexicon

_MEGA = 1_000_000


def limited(command: Callable[..., None]) -> Callable[..., None]:
    """A command with an option for each limit on what one item may cost."""
    for option in (
        click.option(
            "--max-depth",
            type=click.IntRange(1, DEEPEST),
            default=DEFAULTS.depth,
            show_default=True,
            help="Tags within tags.",
        ),
        click.option(
            "--max-ratio",
            type=click.IntRange(1),
            default=DEFAULTS.ratio,
            show_default=True,
            help="Unpacked bytes for each packed one, over a megabyte.",
        ),
        click.option(
            "--max-size",
            type=click.FloatRange(0, min_open=True),
            default=DEFAULTS.size / _MEGA,
            show_default=True,
            help="Megabytes of one item, unpacked.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(0, min_open=True),
            default=60,
            show_default=True,
            help="Seconds for one item.",
        ),
    ):
        command = option(command)
    return command


def limits_of(caps: Mapping[str, float]) -> Limits:
    """The limits that the options say."""
    size, ratio, depth = int(caps["max_size"] * _MEGA), int(caps["max_ratio"]), int(caps["max_depth"])
    return Limits(size=size, ratio=ratio, depth=depth, seconds=caps["timeout"])


with_lexicon = click.option(
    "--lexicon", type=click.Path(dir_okay=False, path_type=Path), help="YAML file of words of your own."
)


def own_words(lexicon: Path | None) -> OwnWords | None:
    """The words of a file, checked before any article is read. Raises click's error where they are not sound."""
    try:
        return None if lexicon is None else load_lexicon(lexicon)
    except BcdExtractError as error:
        raise click.BadParameter(str(error), param_hint="--lexicon") from error
