"""What an editor shows in the files around a Dockerfile: ignore files, compose and bake files."""
