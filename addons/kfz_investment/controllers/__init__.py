from . import home
from . import guesses
