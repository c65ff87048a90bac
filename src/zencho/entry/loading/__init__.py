"""Writing the sample city into an empty database, through the product's own acts."""
