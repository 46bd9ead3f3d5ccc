package dev.stageloom.benchmarks.glue;

import dev.stageloom.example.ceap.Order;
import java.io.IOException;
import java.nio.file.Path;

/** What a query reads: the output of an earlier stage, which has the constant's name. */
enum Input {
  /** TPC-H's table LINEITEM, as a dataset of several files. */
  LINE_ITEMS(LineItem.class) {
    @Override
    long write(Path output, double scale) throws IOException {
      return LineItems.write(output, scale, PARTS);
    }
  },

  /** The output of the example's first stage: orders with their lines, in one object. */
  ORDERS(Order.class) {
    @Override
    long write(Path output, double scale) throws IOException {
      return Orders.write(output, scale);
    }
  };

  private static final int PARTS = 16;

  private final Class<?> type;

  Input(Class<?> type) {
    this.type = type;
  }

  /** The items' class. */
  Class<?> type() {
    return type;
  }

  /**
   * Writes the output.
   *
   * @param output where it is to be
   * @param scale TPC-H's scale factor
   * @return the number of bytes
   */
  abstract long write(Path output, double scale) throws IOException;
}
