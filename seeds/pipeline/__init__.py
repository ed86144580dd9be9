"""From the hand-written seed files to the dataset that is bundled with the library."""
