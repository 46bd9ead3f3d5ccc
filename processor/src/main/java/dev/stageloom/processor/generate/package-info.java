/** Writes the model out: Java by JavaPoet, and the resources. */
package dev.stageloom.processor.generate;
