from tests.providers.fixtures import data_dir, prepared

__all__ = ["data_dir", "prepared"]
