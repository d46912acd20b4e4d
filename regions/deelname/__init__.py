"""Schools that wish to take part in a region: the public page on which they say so, and the list for DUS-I."""
