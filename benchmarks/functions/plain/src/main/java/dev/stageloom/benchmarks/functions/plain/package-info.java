/** A function that Stageloom generates, the same written by hand, and one that does nothing. */
package dev.stageloom.benchmarks.functions.plain;
