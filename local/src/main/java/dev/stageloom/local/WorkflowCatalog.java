package dev.stageloom.local;

import dev.stageloom.asl.manifest.ManifestException;
import dev.stageloom.asl.manifest.ManifestFinder;
import dev.stageloom.asl.manifest.WorkflowManifest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The compiled workflows of a class path. */
record WorkflowCatalog(List<WorkflowManifest> workflows) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  /** More changed letters than this make another word. */
  private static final int SIMILAR = 5;

  /**
   * Reads the manifests.
   *
   * @throws LocalRunException if there is none, or one cannot be read
   */
  static WorkflowCatalog find(ClassLoader loader) {
    List<WorkflowManifest> workflows;
    try {
      workflows = ManifestFinder.find(loader);
    } catch (ManifestException e) {
      throw new LocalRunException(String.valueOf(e.getMessage()), e);
    }
    if (workflows.isEmpty()) {
      throw new LocalRunException(
          "there is no compiled workflow on the class path (no META-INF/stageloom/*.json):"
              + " Stageloom's annotation processor did not run. Name"
              + " dev.stageloom:stageloom-processor under <annotationProcessorPaths> of the"
              + " maven-compiler-plugin (since JDK 23, javac runs no processor that is only on the"
              + " class path) and compile again.");
    }
    return new WorkflowCatalog(workflows);
  }

  /**
   * The workflow of a name. Its manifest's file has that name, too, so the rest of the class path
   * is searched only when the file is not there or is there twice.
   *
   * @throws LocalRunException if there is none, with the names that there are
   */
  static WorkflowManifest workflow(ClassLoader loader, String name) {
    String file = WorkflowManifest.DIRECTORY + name + ".json";
    try {
      if (NAME.matcher(name).matches() && Collections.list(loader.getResources(file)).size() == 1) {
        WorkflowManifest workflow =
            WorkflowManifest.fromJson(ManifestFinder.resource(loader, file));
        if (workflow.workflow().equals(name)) {
          return workflow;
        }
      }
    } catch (ManifestException e) {
      throw new LocalRunException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new LocalRunException("the class path cannot be read: " + e, e);
    }
    return find(loader).workflow(name);
  }

  private WorkflowManifest workflow(String name) {
    for (WorkflowManifest workflow : workflows) {
      if (workflow.workflow().equals(name)) {
        return workflow;
      }
    }
    List<String> names = workflows.stream().map(WorkflowManifest::workflow).toList();
    String hint =
        names.stream()
            .filter(known -> distance(name, known) <= SIMILAR)
            .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
            .map(known -> "; did you mean \"" + known + "\"?")
            .orElse(";");
    throw new LocalRunException(
        "there is no workflow \"" + name + "\"" + hint + " Known: " + String.join(", ", names));
  }

  /** The letters to insert, remove or change to turn one word into the other. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
