### Analysis and repair.
