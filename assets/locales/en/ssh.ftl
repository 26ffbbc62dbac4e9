### Remote sessions.
