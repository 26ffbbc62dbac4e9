### The log of sensitive actions.
