"""The command line: one file a command."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
# numpy's matrix library reads it when it is loaded; on Coranto's small matrices a second thread doubles the CPU time
# and gains no wall time
