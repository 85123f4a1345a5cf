"""Evidence, causes and diagnoses, and the questions that causes ask of the evidence."""
