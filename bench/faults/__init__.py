"""What a caller notices of a provider that fails: a whole call for each provider and each fault."""
