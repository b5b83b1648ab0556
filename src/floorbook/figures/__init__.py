"""Figures: each takes a dataset and gives a Plotly figure whose marks carry their ids."""
