"""The parts of a customer's page: history, plan, friends, statement."""
