### Words that every screen and command shares: states, kinds, columns, choices.
