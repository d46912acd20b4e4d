"""The registration of regions before the first round: by the future penvoerder, and what DUS-I does with it."""
