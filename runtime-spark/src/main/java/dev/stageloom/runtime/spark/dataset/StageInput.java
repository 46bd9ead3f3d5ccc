package dev.stageloom.runtime.spark.dataset;

import java.io.Serializable;

/**
 * Which output is read by whom, for reading and for messages.
 *
 * @param uri the output's URI: of its one object, or of its dataset without a slash at its end
 * @param writer the name of the stage that writes it
 * @param reader the name of the stage that reads it
 */
public record StageInput(String uri, String writer, String reader) implements Serializable {}
