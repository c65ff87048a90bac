"""Zencho (全庁): one open, browser-only, zero-trust workspace for a whole city hall."""
