from ...domain.one_page import comma as comma_of


def comma(env):
    """What stands between the names of a list: 、 in Chinese, else a comma.

    :param env: environment in the language of the reader
    """
    return comma_of(env.lang)
