### Jobs: progress, cancel, results.
