"""Words that names of organisations have in common, as data: what each means and how much it tells apart."""
