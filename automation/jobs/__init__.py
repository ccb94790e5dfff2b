"""One short story per duty of the office (任务流程)."""
