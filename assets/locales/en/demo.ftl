### The demonstration.
