package dev.stageloom.runtime.spark.dataset;

import dev.stageloom.runtime.spark.json.ItemForm;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Makes a reader in each task.
 *
 * @param configuration of the file systems
 * @param input the input, for messages
 * @param schema the columns that are wanted
 * @param form what the items are
 * @param counts takes the number of items read
 */
record JsonReaderFactory(
    Broadcast<SerializableConfiguration> configuration,
    StageInput input,
    StructType schema,
    ItemForm form,
    ReadCounts counts)
    implements PartitionReaderFactory {

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new JsonPartitionReader(this, ((TaskSplits) partition).splits());
  }
}
