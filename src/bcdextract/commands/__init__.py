"""Commands of their own, a module each; ``cli`` names them in one line each."""
