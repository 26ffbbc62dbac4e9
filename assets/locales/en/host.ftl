### Hosting identity and mail transport.
