/** A workflow as a user writes it, with handlers as the processor generates them. */
package dev.stageloom.runtime.sample;
