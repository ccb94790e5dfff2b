"""Journal, archive and safe replacement of files (存储)."""
