"""``python -m lkj_audit``."""

from lkj_audit.cli import main

main()
