"""Backends: what runs a network on a device."""
