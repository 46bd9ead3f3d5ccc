package dev.stageloom.runtime.fault;

/** The requests that reading and writing stage outputs takes. */
public enum S3Operation {
  GET,
  GET_RANGE,
  LIST,
  PUT,
  CREATE_UPLOAD,
  UPLOAD_PART,
  COMPLETE_UPLOAD,
  ABORT_UPLOAD,
  OTHER;

  static S3Operation of(HttpMessage request) {
    String[] line = request.startLine().split(" ");
    String path = line[1].contains("?") ? line[1].substring(0, line[1].indexOf('?')) : line[1];
    String query = line[1].substring(path.length());
    return switch (line[0]) {
      case "GET" -> {
        if (query.contains("list-type")) {
          yield LIST;
        }
        yield request.header("Range").isEmpty() ? GET : GET_RANGE;
      }
      case "PUT" -> query.contains("uploadId") ? UPLOAD_PART : PUT;
      case "POST" -> query.contains("uploadId") ? COMPLETE_UPLOAD : CREATE_UPLOAD;
      case "DELETE" -> query.contains("uploadId") ? ABORT_UPLOAD : OTHER;
      default -> OTHER;
    };
  }

  /** Whether the request carries content. */
  boolean hasContent() {
    return this == PUT || this == UPLOAD_PART || this == COMPLETE_UPLOAD;
  }

  /** Whether the answer carries content whose end the reader must notice. */
  boolean hasAnswerContent() {
    return this == GET
        || this == GET_RANGE
        || this == LIST
        || this == CREATE_UPLOAD
        || this == COMPLETE_UPLOAD;
  }

  /** Whether the server does something. */
  boolean writes() {
    return hasContent() || this == CREATE_UPLOAD || this == ABORT_UPLOAD;
  }

  /** Whether the request makes an output visible. */
  public boolean commits() {
    return this == PUT || this == COMPLETE_UPLOAD;
  }
}
