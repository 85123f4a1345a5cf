"""What a project's own files say: keys, calls, loaders, the order of a program."""
