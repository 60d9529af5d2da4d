"""What each kind of page shows, as frozen types made from the index alone: one module for each family of pages."""
