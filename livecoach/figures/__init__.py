"""Painters: numbers in, marks on a QPainter, for screen, SVG, PNG and print alike."""
