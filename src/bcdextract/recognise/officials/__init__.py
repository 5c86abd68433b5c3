"""People: who is named, for which posts, and what each did at the meeting."""

from bcdextract.recognise.officials.introductions import recognise
from bcdextract.recognise.officials.roles import roles

__all__ = ["recognise", "roles"]
