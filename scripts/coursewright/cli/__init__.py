"""The `course` command: one thin file per command."""
