"""The command `okaeri`, also `python -m desktop`."""


def main() -> None:
    """Run the command line; without a command it opens the desk."""
    from desktop.cli import okaeri

    okaeri()


if __name__ == "__main__":
    main()
