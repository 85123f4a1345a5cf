"""The names of `.env` files that some loader reads by itself, and of patterns for them."""

ENV_NAME = ".env"
ENV_NAMES = (
    ENV_NAME,
    ".env.local",
    ".env.development",
    ".env.development.local",
    ".env.production",
    ".env.production.local",
    ".env.test",
    ".env.test.local",
    ".flaskenv",
)
# What a project keeps as a pattern for others, so that it stays where it is.
PATTERN_NAMES = (".env.example", ".env.sample", ".env.template", ".env.dist", ".env.defaults", ".env.default")
