"""What a person may set about this computer's window."""
