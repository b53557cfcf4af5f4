"""What gbdesk costs, beside a baseline measured in the same run."""
