"""What is left when processes are killed: real servers, a real database, real mail. `make crash` runs it."""
