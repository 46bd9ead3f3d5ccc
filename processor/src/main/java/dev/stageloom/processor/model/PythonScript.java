package dev.stageloom.processor.model;

import java.util.List;
import java.util.Set;

/**
 * The Python file of a Glue stage.
 *
 * @param path its path among the resources, such as {@code glue/heavy_etl.py}
 * @param parameters the parameters of its function {@code transform}
 */
public record PythonScript(String path, List<Parameter> parameters) {

  /** The function that is the stage. */
  public static final String FUNCTION = "transform";

  /** The parameters that every function may have: the execution's context, the Spark session. */
  public static final Set<String> GIVEN = Set.of("context", "spark");

  /** Copies the list. */
  public PythonScript {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter of the function.
   *
   * @param name its name; with its asterisks if it takes what is left over
   * @param isOptional whether a call may leave it out
   */
  public record Parameter(String name, boolean isOptional) {}

  /**
   * The name by which Python imports the file.
   *
   * @return the file's name without its folder and extension
   */
  public String module() {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(".py") ? file.substring(0, file.length() - 3) : file;
  }

  /**
   * Whether a call may pass an argument by a name.
   *
   * @param name the name
   * @return true if a parameter has the name, or the function takes any
   */
  public boolean takes(String name) {
    return parameters.stream().anyMatch(p -> p.name().equals(name) || p.name().startsWith("**"));
  }

  /**
   * A Java parameter's name as Python spells it.
   *
   * @param javaName such as {@code runDate}
   * @return such as {@code run_date}
   */
  public static String pythonName(String javaName) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < javaName.length(); i++) {
      char c = javaName.charAt(i);
      boolean wordStarts =
          Character.isUpperCase(c)
              && i > 0
              && (!Character.isUpperCase(javaName.charAt(i - 1))
                  || (i + 1 < javaName.length() && Character.isLowerCase(javaName.charAt(i + 1))));
      name.append(wordStarts ? "_" : "").append(Character.toLowerCase(c));
    }
    return name.toString();
  }
}
