"""What is said at the end: verdict, report, warnings, exit code."""
