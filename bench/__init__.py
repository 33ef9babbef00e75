"""What is measured against whom: one command, ``python -m bench``.

Owns the generated data, the drivers of the engines, the measurements and their report.
The program (``qkg``) must not know that this folder exists.
"""
