"""The policies and what knowledge says of them: read, checked, cited."""
