"""The commands beside ``check`` and ``extract``: one file for each group, registered by ``cli.py``."""
