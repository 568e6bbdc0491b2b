"""What a stream of articles needs: by the figures measured here, and by a simulation of the queue."""
