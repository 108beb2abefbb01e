"""Long-running loops: the poller."""
