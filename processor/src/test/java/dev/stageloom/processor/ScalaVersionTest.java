package dev.stageloom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class path with Scala 2.13's library in the place of 2.12's. */
class ScalaVersionTest {

  @TempDir private Path folder;

  @Test
  void sl322SparkForAnotherScala() throws IOException {
    FolderCompile compile = new FolderCompile(folder);
    Path library = folder.resolve("library");
    Path scala =
        compile.write("IterableOnce", "package scala.collection; public interface IterableOnce {}");
    assertThat(compile.withoutProcessor().into(library, scala)).isEmpty();
    Path stage =
        compile.write(
            "S",
            """
            package p;
            @dev.stageloom.annotations.GlueStage(
                glueVersion = dev.stageloom.annotations.GlueVersion.V5_0)
            public class S {
              public void run(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> in) {}
            }
            """);

    List<String> errors =
        new FolderCompile(folder)
            .withoutEntry(File.separator + "scala-library")
            .after(library)
            .errors(folder.resolve("out"), List.of(stage));

    assertThat(errors)
        .contains(
            "S.java:3 SL322: S is compiled against Spark for Scala 2.13, but Glue 5.0 runs Scala"
                + " 2.12. Fix: Use org.apache.spark:spark-sql_2.12 in version 3.5.4, with scope"
                + " provided, and dev.stageloom:stageloom-runtime-spark.");
  }

  @Test
  void sl322SparkOfAnEarlierGlue() throws IOException {
    Path stage =
        new FolderCompile(folder)
            .write(
                "S",
                """
                package p;
                @dev.stageloom.annotations.GlueStage(
                    glueVersion = dev.stageloom.annotations.GlueVersion.V6_0)
                public class S {
                  public void run(org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> in) {}
                }
                """);

    assertThat(new FolderCompile(folder).errors(folder.resolve("out"), List.of(stage)))
        .containsExactly(
            "S.java:3 SL322: S is compiled against Spark for Scala 2.12, but Glue 6.0 runs Scala"
                + " 2.13. Fix: Use org.apache.spark:spark-sql_2.13 in version 4.1.1, with scope"
                + " provided, and dev.stageloom:stageloom-runtime-spark4.");
  }
}
