"""How long is kept what has done its service, in days (docs/security.md). Whatever somebody still has to decide on is kept until then."""

#: messages to group robots that arrived or were given up, since then
OUTBOX_DAYS = 180
#: what each person was told of a morning, with its items
DIGEST_DAYS = 400
