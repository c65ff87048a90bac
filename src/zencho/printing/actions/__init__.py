"""Acts on bundles: begun, gone on with, bound, stopped, saved into a folder, forgotten."""
