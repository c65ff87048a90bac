"""WOPI: an office editor of the city's own (Collabora Online, ONLYOFFICE) opens files in the page."""
