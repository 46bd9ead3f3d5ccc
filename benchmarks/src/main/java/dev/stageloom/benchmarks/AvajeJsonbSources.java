package dev.stageloom.benchmarks;

import java.io.IOException;

/** Records of six components. */
final class AvajeJsonbSources implements Subject.Sources {

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      folder.add(
          "bench.p" + i / 20,
          "Item" + i,
          """
          import io.avaje.jsonb.Json;
          import java.time.Instant;
          import java.util.List;

          @Json
          public record Item%d(
              long id, String name, Instant created, List<String> tags, double score, int attempts) {}
          """
              .formatted(i));
    }
  }
}
