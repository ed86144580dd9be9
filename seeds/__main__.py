"""``python seeds``: check the seed files and compile them into the bundled dataset."""

import sys

from pipeline.commands import main

sys.exit(main(sys.argv[1:]))
