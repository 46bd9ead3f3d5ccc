/** What the synthesis of a workflow's stack costs. */
@NullMarked
package dev.stageloom.benchmarks.synth;

import org.jspecify.annotations.NullMarked;
