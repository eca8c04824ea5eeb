"""The core: policy, retrieval, judging and escalation, with no platform, database or web framework."""
