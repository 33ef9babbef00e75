"""``python -m qkg`` is the ``qkg`` command."""

from qkg.cli.main import main

if __name__ == "__main__":
    main()
