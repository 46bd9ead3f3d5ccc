package dev.stageloom.local.sample;

import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.StageContext;
import java.util.Arrays;
import java.util.Locale;

/** How the samples compress their outputs: as the execution's id begins. */
final class SampleCompression {

  private SampleCompression() {}

  static Compression of(StageContext context) {
    return Arrays.stream(Compression.values())
        .filter(c -> context.executionId().startsWith(c.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(Compression.NONE);
  }
}
