package dev.stageloom.benchmarks.glue;

import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItemGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** TPC-H's table LINEITEM as a dataset of JSON Lines. */
final class LineItems {

  private LineItems() {}

  /**
   * Writes the table as an earlier stage would have.
   *
   * @param folder the dataset's folder
   * @param scale TPC-H's scale factor; 1 is about six million lines
   * @param parts the number of files
   * @return the number of bytes
   */
  static long write(Path folder, double scale, int parts) throws IOException {
    Files.createDirectories(folder);
    long bytes = 0;
    for (int part = 1; part <= parts; part++) {
      Path file = folder.resolve("part-%05d.json".formatted(part));
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        for (io.trino.tpch.LineItem item : new LineItemGenerator(scale, part, parts)) {
          writer.write(json(item));
          writer.write('\n');
        }
      }
      bytes += Files.size(file);
    }
    Files.createFile(folder.resolve("_SUCCESS"));
    return bytes;
  }

  /** TPC-H's texts hold nothing that JSON would escape. */
  private static String json(io.trino.tpch.LineItem item) {
    return "{\"orderKey\":"
        + item.getOrderKey()
        + ",\"partKey\":"
        + item.getPartKey()
        + ",\"supplierKey\":"
        + item.getSupplierKey()
        + ",\"lineNumber\":"
        + item.getLineNumber()
        + ",\"quantity\":"
        + item.getQuantity()
        + ",\"extendedPriceCents\":"
        + item.getExtendedPriceInCents()
        + ",\"discountPercent\":"
        + item.getDiscountPercent()
        + ",\"taxPercent\":"
        + item.getTaxPercent()
        + ",\"returnFlag\":\""
        + item.getReturnFlag()
        + "\",\"lineStatus\":\""
        + item.getStatus()
        + "\",\"shipDate\":\""
        + GenerateUtils.formatDate(item.getShipDate())
        + "\",\"commitDate\":\""
        + GenerateUtils.formatDate(item.getCommitDate())
        + "\",\"receiptDate\":\""
        + GenerateUtils.formatDate(item.getReceiptDate())
        + "\",\"shipInstructions\":\""
        + item.getShipInstructions()
        + "\",\"shipMode\":\""
        + item.getShipMode()
        + "\",\"comment\":\""
        + item.getComment()
        + "\"}";
  }
}
