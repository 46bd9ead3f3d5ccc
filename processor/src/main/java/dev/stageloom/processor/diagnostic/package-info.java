/** The catalogue of what the processor can tell a user, and the collection of what it found. */
package dev.stageloom.processor.diagnostic;
