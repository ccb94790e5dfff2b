"""Outputs (输出): model to outside. They lay out what the rules decided and compute no figure of their own."""
