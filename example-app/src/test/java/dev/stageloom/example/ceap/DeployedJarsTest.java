package dev.stageloom.example.ceap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is deployed, in the jars that the build has made. */
class DeployedJarsTest {

  private static final List<String> IN_FUNCTIONS =
      List.of(
          "dev/stageloom/annotations/",
          "dev/stageloom/example/",
          "dev/stageloom/runtime/",
          "com/amazonaws/services/lambda/runtime/",
          "io/avaje/json",
          "org/reactivestreams/",
          "org/slf4j/",
          "software/amazon/awssdk/",
          "software/amazon/eventstream/",
          // The example's own: a generator of data, and what it brings.
          "io/trino/tpch/",
          "com/google/",
          "javax/annotation/",
          "org/checkerframework/",
          "org/codehaus/mojo/animal_sniffer/",
          "org/crac/");

  private static Set<String> entries(String jar) throws IOException {
    try (JarFile file = new JarFile(Path.of("target", jar).toFile())) {
      Set<String> names = new TreeSet<>();
      file.stream()
          .map(ZipEntry::getName)
          .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
          .forEach(names::add);
      return names;
    }
  }

  private static Predicate<String> under(String... folders) {
    return name -> List.of(folders).stream().anyMatch(name::startsWith);
  }

  @Test
  void functionsHaveWhatTheyRunAndNothingElse() throws IOException {
    Set<String> entries = entries("ceap-lambda.jar");

    assertThat(entries)
        .contains(
            "dev/stageloom/example/ceap/ScoreStage_Handler.class",
            "dev/stageloom/runtime/s3/HttpObjectStorage.class",
            "META-INF/services/io.avaje.jsonb.spi.JsonbExtension")
        .noneMatch(
            under(
                "dev/stageloom/runtime/spark/",
                "software/amazon/awssdk/services/",
                "META-INF/services/javax.annotation.processing"));
    assertThat(entries)
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(under(IN_FUNCTIONS.toArray(String[]::new)));
  }

  @Test
  void jobsHaveNeitherSparkNorWhatOnlyFunctionsRun() throws IOException {
    assertThat(entries("ceap-glue.jar"))
        .contains("dev/stageloom/example/ceap/HeavyEtlStage_GlueJob.class")
        .anyMatch(under("dev/stageloom/runtime/spark/"))
        .noneMatch(
            under(
                "dev/stageloom/asl/",
                "dev/stageloom/cdk/",
                "dev/stageloom/local/",
                "dev/stageloom/processor/",
                "dev/stageloom/runtime/s3/",
                "com/amazonaws/",
                "io/avaje/",
                "org/apache/",
                "org/crac/",
                "scala/",
                "software/"));
  }
}
