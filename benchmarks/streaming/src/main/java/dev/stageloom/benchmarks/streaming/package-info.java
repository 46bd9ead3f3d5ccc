/** Measures a Lambda stage that reads and writes a stream. */
@NullMarked
package dev.stageloom.benchmarks.streaming;

import org.jspecify.annotations.NullMarked;
