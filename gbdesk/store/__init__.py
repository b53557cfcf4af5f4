"""The workspace on disk: encrypted file, op log, projections, keys at rest."""
