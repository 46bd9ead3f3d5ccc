package dev.stageloom.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** Finds the jars that a stack deploys: given in Java, or named in the CDK context. */
enum JarFiles {
  /** The jar with the Lambda handlers and everything they need. */
  LAMBDA("stageloom:lambda-jar", "the Lambda functions", "lambdaJar"),

  /** The jar with the Glue stages and everything they need beside Spark. */
  GLUE("stageloom:glue-jar", "the Glue jobs", "glueJar");

  private final String contextKey;
  private final String users;
  private final String setter;

  JarFiles(String contextKey, String users, String setter) {
    this.contextKey = contextKey;
    this.users = users;
    this.setter = setter;
  }

  /**
   * The jar's path.
   *
   * @param scope a construct in the tree whose context is asked
   * @param given the path given in Java, or null for the one in the context
   * @return the absolute path of a file that exists
   * @throws IllegalStateException if no path is given or there is no such file
   */
  String find(Construct scope, @Nullable Path given) {
    if (given != null) {
      return require(given, setter + "(" + given + ")");
    }
    Object value = scope.getNode().tryGetContext(contextKey);
    if (!(value instanceof String text) || text.isBlank()) {
      throw new IllegalStateException(
          "no jar for "
              + users
              + ": set the CDK context key \""
              + contextKey
              + "\" in cdk.json to the path of the jar, relative to the directory that cdk runs in,"
              + " such as \"context\": {\""
              + contextKey
              + "\": \"target/my-app-"
              + name().toLowerCase(Locale.ROOT)
              + ".jar\"}, or pass it with WorkflowResources.builder()."
              + setter
              + "(...); build it with: mvn package");
    }
    return require(Path.of(text), "the CDK context key \"" + contextKey + "\" (\"" + text + "\")");
  }

  private String require(Path path, String source) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute)) {
      throw new IllegalStateException(
          "no jar for "
              + users
              + ": "
              + source
              + " names "
              + absolute
              + ", and there is no such file; build it with: mvn package");
    }
    return absolute.toString();
  }
}
