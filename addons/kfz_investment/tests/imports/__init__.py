from . import test_import_columns
from . import test_import_examples
from . import test_import_files
from . import test_import_migration
from . import test_import_rules
from . import test_import_tour
from . import test_import_words
