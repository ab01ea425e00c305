"""moto's own server, which then knows these types: `python -m with_types --port 5000`."""

from moto.server import main

from . import types  # noqa: F401

main()
