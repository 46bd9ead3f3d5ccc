/** Writes the model out: Java, and the resources. */
package dev.stageloom.processor.generate;
