### Zones.
