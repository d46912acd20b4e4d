pytest_plugins = [
    "tests.cast",
    "tests.world",
    "tests.verapdf",
    "tests.infra.selection",
    "tests.infra.databases",
    "tests.infra.memory",
    "tests.infra.servers",
    "tests.infra.production",
    "tests.infra.portal",
    "tests.infra.mailserver",
    "tests.infra.browser",
    "tests.infra.storages",
]
