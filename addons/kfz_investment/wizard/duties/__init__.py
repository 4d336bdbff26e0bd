from . import kfz_response_answer
