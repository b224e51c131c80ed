from tests.providers.fixtures import data_dir, prepared, understanding

__all__ = ["data_dir", "prepared", "understanding"]
