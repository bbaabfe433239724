"""The round trip by mail: out to every scorer (verdelen) and back again (verzamelen)."""
