### Demonstration. Sorted by key.

demo-host-name = Demonstration hosting
