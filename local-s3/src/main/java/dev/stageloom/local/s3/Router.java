package dev.stageloom.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;

/** Finds the operation that a request asks for, and turns failures into S3's error answers. */
final class Router implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  /** The query parameters known here; another may ask for an operation that is not. */
  private static final Set<String> PARAMETERS =
      Set.of(
          "continuation-token",
          "delete",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "key-marker",
          "list-type",
          "location",
          "marker",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "partNumber",
          "prefix",
          "start-after",
          "upload-id-marker",
          "uploadId",
          "uploads",
          "versioning",
          "x-id");

  private final BucketOperations buckets;
  private final ObjectOperations objects;
  private final UploadOperations uploads;
  private final Duration patience;

  Router(
      BucketOperations buckets,
      ObjectOperations objects,
      UploadOperations uploads,
      Duration patience) {
    this.patience = patience;
    this.buckets = buckets;
    this.objects = objects;
    this.uploads = uploads;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try (http) {
      http.getResponseHeaders().set("x-amz-request-id", "local");
      try {
        S3Exchange exchange = S3Exchange.of(http, patience);
        requireKnownParameters(exchange);
        route(exchange);
      } catch (S3Exception e) {
        fail(http, e.status(), e.code(), e.getMessage());
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.DEBUG, () -> http.getRequestMethod() + " " + http.getRequestURI(), e);
        fail(http, 500, "InternalError", "The local S3 server failed: " + e);
      }
    }
  }

  private static void requireKnownParameters(S3Exchange exchange) {
    for (String parameter : exchange.query().keySet()) {
      if (!PARAMETERS.contains(parameter) && !parameter.startsWith("X-Amz-")) {
        throw S3Exception.notImplemented("the parameter \"" + parameter + "\"");
      }
    }
  }

  private void route(S3Exchange exchange) throws IOException {
    if (exchange.bucket().isEmpty()) {
      requireMethod(exchange, "GET");
      buckets.listBuckets(exchange);
    } else if (exchange.key().isEmpty()) {
      routeBucket(exchange);
    } else {
      routeObject(exchange);
    }
  }

  private void routeBucket(S3Exchange exchange) throws IOException {
    switch (exchange.method()) {
      case "PUT" -> buckets.create(exchange);
      case "HEAD" -> buckets.head(exchange);
      case "DELETE" -> buckets.delete(exchange);
      case "POST" -> {
        if (!exchange.asks("delete")) {
          throw methodNotAllowed(exchange);
        }
        buckets.deleteObjects(exchange);
      }
      case "GET" -> {
        if (exchange.asks("location")) {
          buckets.location(exchange);
        } else if (exchange.asks("versioning")) {
          buckets.versioning(exchange);
        } else if (exchange.asks("uploads")) {
          uploads.listUploads(exchange);
        } else if (exchange.query("list-type", "").equals("2")) {
          buckets.listV2(exchange);
        } else {
          buckets.listV1(exchange);
        }
      }
      default -> throw methodNotAllowed(exchange);
    }
  }

  private void routeObject(S3Exchange exchange) throws IOException {
    boolean part = exchange.asks("uploadId");
    boolean copy = exchange.header("x-amz-copy-source") != null;
    switch (exchange.method()) {
      case "PUT" -> {
        if (part && copy) {
          uploads.copyPart(exchange);
        } else if (part) {
          uploads.putPart(exchange);
        } else if (copy) {
          objects.copy(exchange);
        } else {
          objects.put(exchange);
        }
      }
      case "POST" -> {
        if (exchange.asks("uploads")) {
          uploads.begin(exchange);
        } else if (part) {
          uploads.complete(exchange);
        } else {
          throw methodNotAllowed(exchange);
        }
      }
      case "GET", "HEAD" -> {
        boolean get = exchange.method().equals("GET");
        if (exchange.asks("partNumber")) {
          throw S3Exception.notImplemented("reading by part number");
        }
        if (part && get) {
          uploads.listParts(exchange);
        } else {
          objects.get(exchange, get);
        }
      }
      case "DELETE" -> {
        if (part) {
          uploads.abort(exchange);
        } else {
          objects.delete(exchange);
        }
      }
      default -> throw methodNotAllowed(exchange);
    }
  }

  private static void requireMethod(S3Exchange exchange, String method) {
    if (!exchange.method().equals(method)) {
      throw methodNotAllowed(exchange);
    }
  }

  private static S3Exception methodNotAllowed(S3Exchange exchange) {
    return new S3Exception(
        405,
        "MethodNotAllowed",
        exchange.method()
            + " is not allowed on "
            + (exchange.key().isEmpty() ? "a bucket" : "an object")
            + " with these parameters.");
  }

  /** Reads what is left of a body: a client that is still sending it would not see the answer. */
  private static void drain(InputStream body) {
    try (body) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the body is closed or its sender has gone", e);
    }
  }

  /** Answers with an error, unless an answer is already under way: then the connection is cut. */
  private static void fail(HttpExchange http, int status, String code, String message)
      throws IOException {
    if (http.getResponseCode() >= 0) {
      throw new IOException("failed while answering: " + message);
    }
    drain(http.getRequestBody());
    byte[] bytes = Xml.error(code, message, http.getRequestURI().getPath()).bytes();
    http.getResponseHeaders().set("Content-Type", "application/xml");
    if (http.getRequestMethod().equals("HEAD") || status == 304) {
      http.sendResponseHeaders(status, -1);
    } else {
      http.sendResponseHeaders(status, bytes.length);
      http.getResponseBody().write(bytes);
    }
  }
}
