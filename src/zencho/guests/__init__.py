"""Guests: people from outside with an account that ends, and whoever in the agency vouches for them."""
