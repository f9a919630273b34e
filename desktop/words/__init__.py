"""What people read on screen and paper: records in, sentences out."""
