"""Options of the command that say what one item may cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from bcdextract.limits import DEEPEST, DEFAULTS, Limits

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
