"""Which requests could prove a cause."""
