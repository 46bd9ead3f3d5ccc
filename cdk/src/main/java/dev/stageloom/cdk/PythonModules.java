package dev.stageloom.cdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * The Python files that a job's script imports. They are uploaded as one zip, because a file by
 * itself would lose its name, which is the module's.
 */
final class PythonModules {

  private static final String LIBRARY = "dev/stageloom/runtime/spark/python/stageloom_glue.py";

  private PythonModules() {}

  /**
   * Uploads a stage's own file and Stageloom's library.
   *
   * @param scope the job's construct
   * @param owner a class whose class loader finds the files
   * @param resource the stage's file on the class path
   * @return the asset
   * @throws IllegalStateException if a file is not on the class path
   */
  static Asset asset(Construct scope, Class<?> owner, String resource) {
    try {
      Path directory = Files.createTempDirectory("stageloom-python");
      directory.toFile().deleteOnExit();
      for (String file : List.of(resource, LIBRARY)) {
        copy(owner, file, directory);
      }
      return Asset.Builder.create(scope, "PythonModules").path(directory.toString()).build();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot copy the Python modules of " + scope.getNode().getPath() + ": " + e.getMessage(),
          e);
    }
  }

  private static void copy(Class<?> owner, String resource, Path directory) throws IOException {
    try (InputStream in = owner.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the Python module "
                + resource
                + " is not on the class path of "
                + owner.getName()
                + (resource.equals(LIBRARY)
                    ? ": add the dependency dev.stageloom:stageloom-runtime-spark"
                    : ": it belongs into src/main/resources of the stage's module"));
      }
      Path file = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
      Files.copy(in, file);
      file.toFile().deleteOnExit();
    }
  }
}
