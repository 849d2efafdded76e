"""Tests of reported speech read by its cues."""
