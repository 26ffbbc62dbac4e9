### Import of establishments from files.
