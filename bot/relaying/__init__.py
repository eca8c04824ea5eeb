"""How the relay runs: sending one notice, keeping time, and its health."""
