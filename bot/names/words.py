ALSO_WORDS = frozenset("will mark grace may".split())
