"""Finding in a text what could say who somebody is: addresses, numbers, birthdays, names. Stores nothing."""
