"""Forms of « donner pour recevoir », by step of the story."""
