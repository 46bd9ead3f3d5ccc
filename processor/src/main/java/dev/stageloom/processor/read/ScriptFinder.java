package dev.stageloom.processor.read;

import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** The scripts of stages among the module's resources. */
public interface ScriptFinder {

  /**
   * Reads a script.
   *
   * @param path its path among the resources, such as {@code glue/heavy_etl.py}
   * @return its text; empty if it is not there
   */
  Optional<String> find(String path);

  /**
   * Writes a template for a script that is not there.
   *
   * @param path the path that the script should have
   * @param stage the stage that names it
   * @return where the template is
   */
  String offerTemplate(String path, TypeElement stage);
}
