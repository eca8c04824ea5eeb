"""How a disclaimer is made: the name in it, what fits, and what people type to ask for one."""
