"""The one finder of people: how a name may be written, and what looks like one."""
