"""Frozen records of the office's things (模型), standard library only."""
