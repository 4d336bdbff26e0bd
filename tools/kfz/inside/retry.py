"""An act that another transaction may be faster than."""


def once_more(act, lost: tuple, refusal: Exception):
    """What ``act`` returns; it is tried a second time when the first try was lost to another transaction.

    :param lost: the exceptions that say so
    :param refusal: what is raised when the second try is lost as well
    """
    try:
        return act()
    except lost:
        print("KFZ-STEP trying again, another was faster", flush=True)
    try:
        return act()
    except lost as error:
        raise refusal from error
