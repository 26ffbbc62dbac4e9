### Establishments.

establishment-no-postcode = The location “{ $location }” has no postcode: that is right in a country that has none, otherwise add it.
