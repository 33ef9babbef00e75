"""The store: its contract, the embedded implementation, and the folder on disk.

Nothing above this floor knows which engine answers.
"""
