"""The lowest floor: database, transaction, outbox, jobs, blobs, web. It knows no product word."""
