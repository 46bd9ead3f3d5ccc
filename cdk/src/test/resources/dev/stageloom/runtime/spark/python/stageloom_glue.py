"""Stands for the library of the module runtime-spark, which cdk does not depend on."""
