"""Reports from executed notebooks: nbconvert exporter, page template, command line."""
