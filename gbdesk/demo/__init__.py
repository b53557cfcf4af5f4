"""The main job on invented data, step by step."""
