package dev.stageloom.runtime.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An HTTP server that answers as it is told and keeps what it was asked, byte for byte. */
final class ScriptedServer implements BeforeEachCallback, AfterEachCallback {

  /** A request as it came. */
  record Request(
      String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {}

  private static final String RESET = "reset";

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private ServerSocket server;

  @Override
  public void beforeEach(ExtensionContext extension) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(this::accept, "scripted-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  @Override
  public void afterEach(ExtensionContext extension) throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** How many connections were opened. */
  int connections() {
    return sockets.size();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  List<Request> requests() {
    return requests;
  }

  /** Queues an answer. After the last one the server answers 200 with an empty body. */
  ScriptedServer answer(int status, String body, String... headers) {
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Told\r\n");
    answer.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
    for (String header : headers) {
      answer.append("\r\n").append(header);
    }
    answers.add(answer.append("\r\n\r\n").append(body).toString());
    return this;
  }

  /** Queues an error as S3 writes it. */
  ScriptedServer error(int status, String code, String... headers) {
    return answer(
        status,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + code
            + "</Code><Message>told to fail</Message></Error>",
        headers);
  }

  /** Queues an answer as it is; one that breaks off must have {@code Connection: close}. */
  ScriptedServer raw(String answer) {
    answers.add(answer);
    return this;
  }

  /** Queues a connection that breaks instead of an answer. */
  ScriptedServer reset() {
    answers.add(RESET);
    return this;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread thread = new Thread(() -> serve(socket), "scripted-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (serveOne(socket, in, out)) {
        out.flush();
      }
    } catch (IOException closed) {
      // The client has closed the connection.
    }
  }

  private boolean serveOne(Socket socket, InputStream in, OutputStream out) throws IOException {
    String[] start = line(in).split(" ", -1);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String next = answers.poll();
    boolean early =
        headers.containsKey("expect") && next != null && !next.startsWith("HTTP/1.1 200");
    byte[] body = {};
    if (!early) {
      if (headers.containsKey("expect")) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    String target = start[1];
    int question = target.indexOf('?');
    requests.add(
        new Request(
            start[0],
            question < 0 ? target : target.substring(0, question),
            question < 0 ? "" : target.substring(question + 1),
            headers,
            body));
    if (next != null && next.equals(RESET)) {
      socket.setSoLinger(true, 0);
      return false;
    }
    out.write(
        (next == null ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : next)
            .getBytes(StandardCharsets.UTF_8));
    return !early && (next == null || !next.contains("Connection: close"));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
