package dev.stageloom.local.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** The requests about multipart uploads. */
final class UploadOperations {

  private final Buckets buckets;
  private final ObjectStore objects;
  private final Uploads uploads;
  private final BodyReceiver bodies;
  private final ObjectOperations objectOperations;

  UploadOperations(
      Buckets buckets,
      ObjectStore objects,
      Uploads uploads,
      BodyReceiver bodies,
      ObjectOperations objectOperations) {
    this.buckets = buckets;
    this.objects = objects;
    this.uploads = uploads;
    this.bodies = bodies;
    this.objectOperations = objectOperations;
  }

  void begin(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    ObjectOperations.requireKey(exchange.key());
    String id =
        uploads.begin(exchange.bucket(), exchange.key(), ObjectOperations.storedHeaders(exchange));
    exchange.send(
        200,
        Xml.document("InitiateMultipartUploadResult")
            .element("Bucket", exchange.bucket())
            .element("Key", exchange.key())
            .element("UploadId", id));
  }

  void putPart(S3Exchange exchange) throws IOException {
    Uploads.Part part = bodies.receive(exchange, body -> store(exchange, body));
    exchange.setHeader("ETag", EntityTags.quote(part.etag()));
    exchange.send(200);
  }

  void copyPart(S3Exchange exchange) throws IOException {
    try (ObjectStore.OpenObject source = objectOperations.openSource(exchange)) {
      long size = source.object().size();
      ByteRange range =
          ByteRange.of(exchange.header("x-amz-copy-source-range"), size)
              .orElse(new ByteRange(0, size));
      Uploads.Part part =
          new ReceivedCopy(objects, source).receive(range, body -> store(exchange, body));
      exchange.send(
          200,
          Xml.document("CopyPartResult")
              .element("LastModified", part.received())
              .element("ETag", EntityTags.quote(part.etag())));
    }
  }

  private Uploads.Part store(S3Exchange exchange, ReceivedBody body) throws IOException {
    return uploads.put(
        exchange.query("uploadId", ""),
        exchange.bucket(),
        exchange.key(),
        exchange.number("partNumber", 0),
        body);
  }

  void complete(S3Exchange exchange) throws IOException {
    Element request = XmlRequest.parse(exchange.body(), "CompleteMultipartUpload");
    List<Uploads.NamedPart> named = new ArrayList<>();
    for (Element part : XmlRequest.children(request, "Part")) {
      String number = XmlRequest.text(part, "PartNumber").strip();
      if (!number.matches("\\d{1,9}")) {
        throw XmlRequest.malformed("\"" + number + "\" is not a part's number");
      }
      String etag = EntityTags.unquote(XmlRequest.text(part, "ETag"));
      named.add(new Uploads.NamedPart(Integer.parseInt(number), etag));
    }
    StoredObject object =
        uploads.complete(
            exchange.query("uploadId", ""),
            exchange.bucket(),
            exchange.key(),
            named,
            ObjectOperations.writeConditions(exchange),
            exchange::keepWaiting);
    exchange.send(
        200,
        Xml.document("CompleteMultipartUploadResult")
            .element("Location", "/" + exchange.bucket() + "/" + exchange.key())
            .element("Bucket", exchange.bucket())
            .element("Key", exchange.key())
            .element("ETag", EntityTags.quote(object.etag())));
  }

  void abort(S3Exchange exchange) throws IOException {
    uploads.abort(exchange.query("uploadId", ""), exchange.bucket(), exchange.key());
    exchange.send(204);
  }

  void listParts(S3Exchange exchange) throws IOException {
    String id = exchange.query("uploadId", "");
    Xml xml = Xml.document("ListPartsResult");
    xml.element("Bucket", exchange.bucket())
        .element("Key", exchange.key())
        .element("UploadId", id)
        .element("IsTruncated", false);
    for (Uploads.Part part : uploads.parts(id, exchange.bucket(), exchange.key())) {
      xml.begin("Part")
          .element("PartNumber", part.number())
          .element("LastModified", part.received())
          .element("ETag", EntityTags.quote(part.etag()))
          .element("Size", part.size())
          .end();
    }
    exchange.send(200, xml);
  }

  void listUploads(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    Xml xml = Xml.document("ListMultipartUploadsResult");
    xml.element("Bucket", exchange.bucket()).element("IsTruncated", false);
    if (exchange.asks("encoding-type")) {
      xml.element("EncodingType", "url");
    }
    for (Uploads.Upload upload : uploads.list(exchange.bucket(), exchange.query("prefix", ""))) {
      xml.begin("Upload")
          .element("Key", BucketOperations.encoded(exchange, upload.key()))
          .element("UploadId", upload.id())
          .element("Initiated", upload.begun())
          .end();
    }
    exchange.send(200, xml);
  }
}
