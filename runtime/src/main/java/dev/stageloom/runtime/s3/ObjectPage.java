package dev.stageloom.runtime.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing.
 *
 * @param keys the objects' keys, in S3's order
 * @param nextToken asks for the part after this one; null for the last part
 */
public record ObjectPage(List<String> keys, @Nullable String nextToken) {

  /**
   * Makes a page.
   *
   * @param keys the objects' keys; copied
   * @param nextToken asks for the part after this one; null for the last part
   */
  public ObjectPage {
    keys = List.copyOf(keys);
  }
}
