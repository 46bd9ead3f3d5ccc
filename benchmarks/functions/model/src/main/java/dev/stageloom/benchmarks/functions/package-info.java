/** What all functions of the cold-start benchmark read, compute and write. */
package dev.stageloom.benchmarks.functions;
