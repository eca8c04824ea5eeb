"""REST v10: one module per family of routes, one transport beneath them."""
