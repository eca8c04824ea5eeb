"""How the front desk works: what it keeps of an arrival, how it understands people, what it shows them."""
