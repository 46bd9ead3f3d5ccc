"""Glue's argument parsing."""

import argparse


def getResolvedOptions(args: list[str], options: list[str]) -> dict[str, str]:
    """Returns the named options, with underscores for their hyphens, as Glue's own does."""
    parser = argparse.ArgumentParser()
    for option in [*options, "JOB_NAME"]:
        parser.add_argument(f"--{option}", required=option in options)
    return vars(parser.parse_known_args(args[1:])[0])
