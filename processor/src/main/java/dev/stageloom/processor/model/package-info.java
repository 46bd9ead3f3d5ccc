/**
 * What was read, as plain records: no type of {@code javax.lang.model} is in them, so that checks
 * and generators can be run and tested without a compiler.
 */
package dev.stageloom.processor.model;
