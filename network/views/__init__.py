"""Screens of the network: each view finds its object through `visible_to(user)`, and changes it by one operation."""
