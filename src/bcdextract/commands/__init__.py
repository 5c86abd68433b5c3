"""Commands that stand in modules of their own; ``cli`` adds each with one line."""
