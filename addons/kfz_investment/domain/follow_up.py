"""Which projects go on, so that their dates are watched."""

#: conditions in which a project is worked on
GOING = ("ongoing", "delayed")
#: conditions in which nothing is to be done any more
ENDED = ("lost", "terminated", "transferred")
