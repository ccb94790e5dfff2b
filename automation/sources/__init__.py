"""Outside to model (读入): workbooks, plans, forms."""
