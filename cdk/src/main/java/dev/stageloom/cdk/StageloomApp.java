package dev.stageloom.cdk;

import dev.stageloom.asl.manifest.ManifestFinder;
import dev.stageloom.asl.manifest.WorkflowManifest;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The CDK app that {@code cdk.json} runs: it finds the manifest of every workflow on the class
 * path, creates the stack of each, with the workflow's name as its id, and synthesizes them.
 *
 * <pre>{@code
 * "app": "java -cp @target/app.classpath dev.stageloom.cdk.StageloomApp target/my-app.jar"
 * }</pre>
 *
 * <p>The jars and directories that it is given are class path as well. What changes with each build
 * is thereby not on the JVM's own class path, so that an archive of shared classes stays valid, and
 * the JVM reads that class path from a file, which every shell can be told.
 *
 * <p>Run without the CDK CLI, it writes to {@code cdk.out} in the working directory. If it fails,
 * it prints what is wrong and exits with 1; {@code -Dstageloom.stackTrace=true} prints the stack
 * trace as well.
 *
 * <p>If the context has environments, it creates each stack in each {@link Environment}.
 *
 * <p>Stacks with resources or properties of their own need an app of their own: create them there
 * with their constructors.
 */
public final class StageloomApp {

  private static final String NO_MANIFEST =
      """
      no workflow is on the class path: there is no META-INF/stageloom/<workflow>.json in it.
      Either no class has @Workflow, or the annotation processor did not run: from JDK 23 on, javac
      runs the processors of its processor path only. Put it there:

        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-compiler-plugin</artifactId>
          <configuration>
            <annotationProcessorPaths>
              <path>
                <groupId>dev.stageloom</groupId>
                <artifactId>stageloom-processor</artifactId>
                <version>${stageloom.version}</version>
              </path>
            </annotationProcessorPaths>
          </configuration>
        </plugin>

      Then build again with: mvn package""";

  private StageloomApp() {}

  /**
   * Synthesizes every workflow on the class path.
   *
   * @param args more of the class path: jars and directories; none if the JVM's has it all
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.err));
  }

  private static int run(List<String> classPath, PrintStream err) {
    ClassLoader own = StageloomApp.class.getClassLoader();
    if (classPath.isEmpty()) {
      return run(own, err);
    }
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath) {
      File file = new File(entry);
      if (!file.exists()) {
        err.println("Stageloom: there is no " + entry + ": build it with: mvn package");
        return 1;
      }
      try {
        urls.add(file.toURI().toURL());
      } catch (MalformedURLException e) {
        err.println("Stageloom: " + entry + " cannot be on a class path: " + e.getMessage());
        return 1;
      }
    }
    ClassLoader withApp = new URLClassLoader(urls.toArray(URL[]::new), own);
    Thread.currentThread().setContextClassLoader(withApp);
    return run(withApp, err);
  }

  /**
   * Synthesizes every workflow that a class loader finds.
   *
   * @param classLoader finds the manifests and the stacks
   * @param err for what is wrong
   * @return 0, or 1 if something is wrong
   */
  static int run(ClassLoader classLoader, PrintStream err) {
    try {
      List<WorkflowManifest> workflows = ManifestFinder.find(classLoader);
      if (workflows.isEmpty()) {
        err.println("Stageloom: " + NO_MANIFEST);
        return 1;
      }
      List<StackClass> stacks =
          workflows.stream().map(workflow -> StackClass.of(workflow, classLoader)).toList();
      App app = new App(appProps());
      List<Environment> environments = Environment.all(app);
      requireKnown(environments, workflows);
      for (StackClass stack : stacks) {
        if (environments.isEmpty()) {
          stack.create(app);
        }
        environments.forEach(environment -> stack.create(app, environment));
      }
      app.synth();
      return 0;
    } catch (RuntimeException | LinkageError e) {
      err.println("Stageloom: " + FailureText.of(e));
      if (Boolean.getBoolean("stageloom.stackTrace")) {
        e.printStackTrace(err);
      }
      return 1;
    }
  }

  private static void requireKnown(
      List<Environment> environments, List<WorkflowManifest> workflows) {
    Set<String> stages =
        workflows.stream()
            .flatMap(workflow -> workflow.stages().stream())
            .map(WorkflowManifest.Stage::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> names =
        workflows.stream()
            .map(WorkflowManifest::workflow)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Environment environment : environments) {
      for (String workflow : environment.settings().workflows()) {
        if (!names.contains(workflow)) {
          throw new IllegalArgumentException(
              "environment \""
                  + environment.name()
                  + "\" of the context: there is no workflow \""
                  + workflow
                  + "\": the workflows are "
                  + names);
        }
      }
      for (String stage : environment.settings().stages()) {
        if (!stages.contains(stage)) {
          throw new IllegalArgumentException(
              "environment \""
                  + environment.name()
                  + "\" of the context: no workflow has the stage \""
                  + stage
                  + "\": the stages are "
                  + stages);
        }
      }
    }
  }

  private static AppProps appProps() {
    // The CLI says where to write; without it CDK would write to a temporary directory.
    return System.getenv("CDK_OUTDIR") == null
        ? AppProps.builder().outdir("cdk.out").build()
        : AppProps.builder().build();
  }
}
