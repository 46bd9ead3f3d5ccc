package dev.stageloom.benchmarks;

import java.io.IOException;

/** Immutable interfaces of six attributes. */
final class ImmutablesSources implements Subject.Sources {

  @Override
  public void write(SourceFolder folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      folder.add(
          "bench.p" + i / 20,
          "Item" + i,
          """
          import java.time.Instant;
          import java.util.List;
          import org.immutables.value.Value;

          @Value.Immutable
          public interface Item%1$d {
            long id();

            String name();

            Instant created();

            List<String> tags();

            double score();

            int attempts();

            static Item%1$d of(long id, String name, Instant created) {
              return ImmutableItem%1$d.builder()
                  .id(id)
                  .name(name)
                  .created(created)
                  .score(0.5)
                  .attempts(0)
                  .build();
            }
          }
          """
              .formatted(i));
    }
  }
}
