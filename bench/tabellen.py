def measure(options):
    return []
