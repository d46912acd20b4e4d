"""Many partners at once: a table that is pasted or uploaded, looked at cell by cell, and added as a whole."""
