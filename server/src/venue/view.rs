//! What each viewer sees: who is near enough to matter, and what of them changed.
