"""What a Dockerfile does: typed answers over a Build or a Stage, no findings and no fixes."""
