### Sessions distantes.
