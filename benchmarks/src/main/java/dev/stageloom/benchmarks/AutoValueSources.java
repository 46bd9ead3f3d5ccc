package dev.stageloom.benchmarks;

import java.io.IOException;

/** Value classes of six properties. */
final class AutoValueSources implements Subject.Sources {

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      folder.add(
          "bench.p" + i / 20,
          "Item" + i,
          """
          import com.google.auto.value.AutoValue;
          import java.time.Instant;
          import java.util.List;

          @AutoValue
          public abstract class Item%1$d {
            public abstract long id();

            public abstract String name();

            public abstract Instant created();

            public abstract List<String> tags();

            public abstract double score();

            public abstract int attempts();

            public static Item%1$d of(long id, String name, Instant created, List<String> tags) {
              return new AutoValue_Item%1$d(id, name, created, tags, 0.5, 0);
            }
          }
          """
              .formatted(i));
    }
  }
}
