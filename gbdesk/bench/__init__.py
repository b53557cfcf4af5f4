"""What gbdesk costs, beside a baseline measured in the same run. It never passes or fails."""
