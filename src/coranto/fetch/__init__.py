"""The adapter to the network: one guard that every outgoing request passes, politeness, polling, archives."""
