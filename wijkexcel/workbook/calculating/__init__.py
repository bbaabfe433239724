"""Calculate a workbook: by the engine, whole or in layers."""
