pytest_plugins = ["tests.infra.selection", "tests.infra.databases", "tests.infra.portal", "tests.infra.browser"]
