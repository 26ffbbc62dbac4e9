### Help texts.
