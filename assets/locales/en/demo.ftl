### Demonstration. Sorted by key.

demo-building = Making 2,000 establishments
demo-host-name = Demonstration hosting
