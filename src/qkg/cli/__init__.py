"""The command line: reads settings, opens what is needed, prints. Nothing imports it."""
