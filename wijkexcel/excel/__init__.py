"""What Excel needs of this program: functions in cells, buttons, and what is set up in it."""
