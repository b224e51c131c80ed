"""The steps, in order. A step that has been released is never edited; a new one follows it."""
