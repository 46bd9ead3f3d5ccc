package dev.stageloom.benchmarks.streaming;

import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.runtime.StageRuntime;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A way of changing the items of an output into another. */
enum Arm {
  /** The generated handler. */
  STAGELOOM {
    @Override
    void run(Path bucket, OutputLocation input, OutputLocation output) throws IOException {
      Invocation.run(
          new LineItemWorkflow_ChangeStage_Handler(StageRuntime.create()), output, input.stage());
    }
  },

  /** The JSON library's loop, from S3 to S3 by the same transport. */
  LOOP_ON_S3 {
    @Override
    void run(Path bucket, OutputLocation input, OutputLocation output) throws IOException {
      ObjectStorage storage = ObjectStorage.create();
      try (InputStream in = storage.get(new ObjectId(input.bucket(), input.key())).body();
          PartOutput out = new PartOutput(storage, new ObjectId(output.bucket(), output.key()))) {
        new JsonLoop().run(in, out);
        out.complete();
      }
    }
  },

  /** The JSON library's loop, from file to file. */
  LOOP_ON_FILES {
    @Override
    void run(Path bucket, OutputLocation input, OutputLocation output) throws IOException {
      Path to = bucket.resolve(output.key());
      Files.createDirectories(to.getParent());
      try (InputStream in = Files.newInputStream(bucket.resolve(input.key()));
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
        new JsonLoop().run(in, out);
      }
    }
  };

  abstract void run(Path bucket, OutputLocation input, OutputLocation output) throws IOException;
}
