"""As much of AWS Glue's own Python library as jobs of Stageloom use, for runs on one machine."""
