### Questions ligne par ligne (--plain).
