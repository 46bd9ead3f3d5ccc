package dev.stageloom.benchmarks.glue;

import dev.stageloom.example.ceap.CampaignRequest;
import dev.stageloom.example.ceap.EtlStage;
import dev.stageloom.example.ceap.Order;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** The orders of the example as one object of JSON Lines. */
final class Orders {

  private Orders() {}

  /**
   * Writes what the example's first stage gives.
   *
   * @param file the object's file
   * @param scale TPC-H's scale factor; 1 is 1.5 million orders with six million lines
   * @return the number of bytes
   */
  static long write(Path file, double scale) throws IOException {
    JsonType<Order> json = Jsonb.instance().type(Order.class);
    Iterator<Order> orders = new EtlStage().extract(new CampaignRequest(scale)).iterator();
    Files.createDirectories(file.getParent());
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      while (orders.hasNext()) {
        writer.write(json.toJson(orders.next()));
        writer.write('\n');
      }
    }
    return Files.size(file);
  }
}
