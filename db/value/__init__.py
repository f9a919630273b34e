"""What customers are worth: models over all histories, with numpy and scipy, imported late."""
