"""What is kept and how long, and what people may see, take and have erased."""
