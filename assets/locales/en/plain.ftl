### Questions on plain lines (--plain).
