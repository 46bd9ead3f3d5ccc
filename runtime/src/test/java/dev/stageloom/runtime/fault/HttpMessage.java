package dev.stageloom.runtime.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A request's or an answer's head.
 *
 * @param startLine the first line
 * @param headers the other lines, {@code "Name: value"}
 */
record HttpMessage(String startLine, List<String> headers) {

  /** Reads a head; empty if the connection has ended. */
  static Optional<HttpMessage> read(InputStream in) throws IOException {
    String startLine = readLine(in);
    if (startLine == null) {
      return Optional.empty();
    }
    List<String> headers = new ArrayList<>();
    while (true) {
      String line = readLine(in);
      if (line == null) {
        throw new EOFException("the head is cut off");
      }
      if (line.isEmpty()) {
        return Optional.of(new HttpMessage(startLine, List.copyOf(headers)));
      }
      headers.add(line);
    }
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      line.write(c);
      c = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  /** A head without some headers. */
  HttpMessage without(Set<String> lowerCaseNames) {
    return new HttpMessage(
        startLine,
        headers.stream()
            .filter(
                line ->
                    !lowerCaseNames.contains(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)))
            .toList());
  }

  HttpMessage with(String header) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    return new HttpMessage(startLine, List.copyOf(more));
  }

  boolean isChunked() {
    return header("Transfer-Encoding").map(each -> each.equalsIgnoreCase("chunked")).orElse(false);
  }

  long contentLength() {
    return header("Content-Length").map(Long::parseLong).orElse(0L);
  }

  /** Reads the content that follows the head. */
  byte[] readContent(InputStream in) throws IOException {
    if (!isChunked()) {
      byte[] content = in.readNBytes((int) contentLength());
      if (content.length < contentLength()) {
        throw new EOFException("the content is cut off");
      }
      return content;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      String size = String.valueOf(readLine(in));
      int length = Integer.parseInt(size.split(";")[0].strip(), 16);
      content.write(in.readNBytes(length));
      String end = readLine(in);
      if (length == 0) {
        while (end != null && !end.isEmpty()) {
          end = readLine(in);
        }
        return content.toByteArray();
      }
    }
  }

  byte[] toBytes() {
    StringBuilder text = new StringBuilder(startLine).append("\r\n");
    headers.forEach(line -> text.append(line).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
