"""The routes: one file a resource. A route checks its input, and hands over to `rules`."""
