"""The separate looks at a draft: one file for each family of findings."""
