/**
 * The customer engagement pipeline: which customers should be asked for a review of what they
 * bought? The orders are TPC-H's, made by a generator, so that the example needs no data set.
 */
package dev.stageloom.example.ceap;
