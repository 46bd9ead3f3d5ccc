/** Measures what annotation processors cost at compile time. Not part of any release. */
@NullMarked
package dev.stageloom.benchmarks;

import org.jspecify.annotations.NullMarked;
