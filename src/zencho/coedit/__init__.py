"""The shared co-editing engine: what anyone else sees is already on disk."""
