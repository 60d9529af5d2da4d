"""Files ⇄ model: what editors write, and the archive of texts that they checked it against."""
