package dev.stageloom.benchmarks;

/** A way to compile the same classes. */
enum Arm {
  /** With the processor that is measured. */
  PROCESSOR,
  /** With one that only writes the same files. */
  REPLAY,
  /** Without any: the generated sources are given to the compiler with the others. */
  NONE
}
