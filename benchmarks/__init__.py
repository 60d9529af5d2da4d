"""Benchmarks: programs that measure Dateline. They are run from a checkout and are no part of the package."""
