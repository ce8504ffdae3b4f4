"""Attempt records on their way to HR: read strictly, verified, graded again, kept in the ledger."""
