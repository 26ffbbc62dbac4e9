### Webmasters.
