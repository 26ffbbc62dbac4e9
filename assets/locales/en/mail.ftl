### Letters and the outbox.
