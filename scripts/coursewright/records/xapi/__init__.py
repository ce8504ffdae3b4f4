"""xAPI 1.0.3: statements from attempts and back, what a statement may look like, an LRS client.

"Data" and "Communication" in comments are part two and part three of the specification.
"""
