"""Comments: what people say to each other about a file, beside it and never in it."""
