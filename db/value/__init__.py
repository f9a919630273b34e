"""What customers are worth: models over all histories, with numpy and scipy, imported late."""

import os

# Read when numpy is loaded, which nothing does before this package: its algebra is of four numbers
# at a time, over which threads would only wait for each other (sixfold, on a busy computer).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
