"""How many people the report says the unit has, and who they are."""
