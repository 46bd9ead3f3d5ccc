/** What the benchmarks share: an arm in a JVM of its own, what it takes, medians. */
@NullMarked
package dev.stageloom.benchmarks.common;

import org.jspecify.annotations.NullMarked;
