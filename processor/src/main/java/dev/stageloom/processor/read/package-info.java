/**
 * Reads annotated elements into the model. The only package that knows {@code javax.lang.model}.
 */
package dev.stageloom.processor.read;
