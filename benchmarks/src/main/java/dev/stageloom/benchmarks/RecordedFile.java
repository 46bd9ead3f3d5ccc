package dev.stageloom.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that a processor wrote. All of a run are kept in one file, so that replaying them does not
 * pay for opening thousands.
 *
 * @param kind what it is
 * @param name of a source or class: its qualified name; of a resource: its path
 * @param content its bytes
 */
record RecordedFile(Kind kind, String name, byte[] content) {

  /** What the compiler calls the file. */
  enum Kind {
    SOURCE,
    CLASS,
    RESOURCE
  }

  static void writeAll(List<RecordedFile> files, Path target) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      out.writeInt(files.size());
      for (RecordedFile file : files) {
        out.writeByte(file.kind.ordinal());
        out.writeUTF(file.name);
        out.writeInt(file.content.length);
        out.write(file.content);
      }
    }
  }

  static List<RecordedFile> readAll(Path source) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(source)))) {
      int count = in.readInt();
      List<RecordedFile> files = new ArrayList<>(count);
      Kind[] kinds = Kind.values();
      for (int i = 0; i < count; i++) {
        Kind kind = kinds[in.readByte()];
        String name = in.readUTF();
        files.add(new RecordedFile(kind, name, in.readNBytes(in.readInt())));
      }
      return files;
    }
  }
}
