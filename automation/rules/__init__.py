"""Model to model (规则), pure: no files, no clock."""
