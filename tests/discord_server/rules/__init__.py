"""What Discord refuses, written by hand: with or without its OpenAPI description."""
