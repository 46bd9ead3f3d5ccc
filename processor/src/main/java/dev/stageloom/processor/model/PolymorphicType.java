package dev.stageloom.processor.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An interface or abstract class whose values are of one of some known subtypes.
 *
 * @param name the class
 * @param subtypes the subtypes by the names that tell them apart in JSON; empty if the class's own
 *     annotations say so
 */
public record PolymorphicType(ClassName name, Map<String, ClassName> subtypes) {

  /** Copies the map, with its order. */
  public PolymorphicType {
    subtypes = Collections.unmodifiableMap(new LinkedHashMap<>(subtypes));
  }
}
