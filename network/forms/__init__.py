"""Forms of the network's screens."""
