"""What makes a start quick: modules and patterns that wait until they are needed, and what a run keeps for the next."""
