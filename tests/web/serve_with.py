"""``qkg serve`` with a chosen HTTP parser, for tests of what goes over the wire: FOLDER PARSER."""

import sys
from pathlib import Path

from qkg.cli.opening import load_settings, open_served
from qkg.cli.serve import address, listen
from qkg.web.app import create_app
from qkg.web.server import run

if __name__ == "__main__":
    settings = load_settings(store=Path(sys.argv[1]))
    listener = listen("127.0.0.1", 0)
    application = create_app(open_served(settings, Path(sys.argv[1])), [], settings)
    run(application, listener, lambda: print(address(listener), flush=True), sys.argv[2])
