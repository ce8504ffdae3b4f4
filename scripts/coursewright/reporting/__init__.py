"""Who completed what: ledger values -> tables -> CSV and XLSX."""
