"""What Excel needs from this program: functions in cells, buttons, and its set-up."""
