package dev.stageloom.asl.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the manifests of the compiled workflows on a class path. */
public final class ManifestFinder {

  private ManifestFinder() {}

  /**
   * Reads every manifest that the class loader can see, in directories and in jars.
   *
   * @param loader the class loader of the workflows
   * @return the manifests, sorted by the workflows' names; empty if there is none
   * @throws ManifestException if a manifest cannot be read, or two different ones are of workflows
   *     of the same name
   */
  public static List<WorkflowManifest> find(ClassLoader loader) {
    Map<String, WorkflowManifest> manifests = new LinkedHashMap<>();
    Map<String, URL> places = new LinkedHashMap<>();
    for (URL url : new ClassPathScan(loader).resources(ManifestFinder::isManifest)) {
      WorkflowManifest manifest = read(url);
      WorkflowManifest other = manifests.putIfAbsent(manifest.workflow(), manifest);
      if (other == null) {
        places.put(manifest.workflow(), url);
      } else if (!other.equals(manifest)) {
        throw new ManifestException(
            "the workflow "
                + manifest.workflow()
                + " is on the class path twice, and the two differ: "
                + places.get(manifest.workflow())
                + " and "
                + url
                + "; remove one, or rename it with @Workflow(name = ...)");
      }
    }
    List<WorkflowManifest> sorted = new ArrayList<>(manifests.values());
    sorted.sort(Comparator.comparing(WorkflowManifest::workflow));
    return sorted;
  }

  /**
   * Reads a text file of the class path, such as a manifest's definition.
   *
   * @param loader the class loader of the workflows
   * @param path the file's path, with slashes and without one at its start
   * @return the text, read as UTF-8
   * @throws ManifestException if the file is not there or cannot be read
   */
  public static String resource(ClassLoader loader, String path) {
    URL url = loader.getResource(path);
    if (url == null) {
      throw new ManifestException(
          path
              + " is not on the class path: compile the workflow again, with Stageloom's annotation"
              + " processor");
    }
    return text(url);
  }

  private static boolean isManifest(String path) {
    if (!path.startsWith(WorkflowManifest.DIRECTORY)) {
      return false;
    }
    String file = path.substring(WorkflowManifest.DIRECTORY.length());
    return !file.contains("/") && file.endsWith(".json") && !file.endsWith(".asl.json");
  }

  private static WorkflowManifest read(URL url) {
    try {
      return WorkflowManifest.fromJson(text(url));
    } catch (ManifestException e) {
      if (e.getCause() instanceof IOException) {
        throw e;
      }
      throw new ManifestException(url + ": " + e.getMessage(), e);
    }
  }

  private static String text(URL url) {
    try {
      URLConnection connection = url.openConnection();
      // A cached jar file would stay open, and would be served after the jar was replaced.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new ManifestException(url + " cannot be read: " + e.getMessage(), e);
    }
  }
}
