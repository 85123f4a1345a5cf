"""What several causes share: when they fire, and how sure they are."""
