"""Sheets for experts, what they write on them, and what is due. Pure, but for the Word files."""
