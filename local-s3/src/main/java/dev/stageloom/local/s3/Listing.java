package dev.stageloom.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * A page of a listing.
 *
 * @param entries its objects' keys and common prefixes, in S3's order
 * @param truncated whether more follow
 */
record Listing(List<Entry> entries, boolean truncated) {

  /**
   * A key, or a common prefix of keys.
   *
   * @param text the key or prefix
   * @param common whether it is a common prefix
   */
  record Entry(String text, boolean common) {}

  /**
   * Makes a page.
   *
   * @param keys all keys with the prefix
   * @param prefix the prefix
   * @param delimiter what ends a common prefix; empty for none
   * @param after the key or common prefix after which the page begins; empty for the first page
   * @param max the most entries
   */
  static Listing page(
      NavigableSet<String> keys, String prefix, String delimiter, String after, int max) {
    List<Entry> entries = new ArrayList<>();
    String last = "";
    for (String key : after.isEmpty() ? keys : keys.tailSet(after, false)) {
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      Entry entry =
          end < 0
              ? new Entry(key, false)
              : new Entry(key.substring(0, end + delimiter.length()), true);
      boolean seen = entry.common() && (entry.text().equals(last) || entry.text().equals(after));
      if (seen) {
        continue;
      }
      if (entries.size() >= max) {
        // S3 calls a page of no entries complete.
        return new Listing(entries, max > 0);
      }
      entries.add(entry);
      last = entry.text();
    }
    return new Listing(entries, false);
  }

  /** The last entry, after which the next page begins. */
  String last() {
    return entries.isEmpty() ? "" : entries.get(entries.size() - 1).text();
  }
}
