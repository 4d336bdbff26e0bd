def comma(env):
    """What stands between the names of a list: 、 in Chinese, else a comma.

    :param env: environment in the language of the reader
    """
    return "、" if (env.lang or "").startswith("zh") else ", "
