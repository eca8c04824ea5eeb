"""Discord: the gateway, commands, buttons and forms in; answers, cards and lines out."""
