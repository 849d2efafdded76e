"""Work on the case beside the pages: one job at a time, in a process of its own."""
