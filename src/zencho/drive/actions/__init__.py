"""Acts on what lies in the drive."""
