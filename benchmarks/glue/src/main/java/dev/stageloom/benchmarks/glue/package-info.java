/** What Stageloom costs in a Glue job, beside Spark's own reading and writing of JSON. */
package dev.stageloom.benchmarks.glue;
