"""Benchmarks: how long things take, as ratios against a peer in the same run; never asserted by a clock."""
