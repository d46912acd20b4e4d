"""What other apps keep of everyone who holds a role; each registers a function for it in its `rollen.py`."""

from collections import defaultdict

KEEPERS = defaultdict(list)


def keeps(*rollen):
    """Register the decorated `function(user)`: it runs in the transaction that gives one of these roles, every time."""

    def register(function):
        for rol in rollen:
            if function not in KEEPERS[rol]:
                KEEPERS[rol].append(function)
        return function

    return register


def keep_up(user, rol):
    """Let every app write down what it keeps of who was given this role."""
    for function in KEEPERS[rol]:
        function(user)
