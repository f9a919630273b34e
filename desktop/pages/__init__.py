"""The pages of the main window; a page never imports another and never decides."""
