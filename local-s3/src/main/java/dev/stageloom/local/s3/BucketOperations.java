package dev.stageloom.local.s3;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** The requests about buckets, listings among them. */
final class BucketOperations {

  private static final int MOST_KEYS = 1000;

  private final Buckets buckets;
  private final ObjectStore objects;

  BucketOperations(Buckets buckets, ObjectStore objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  void listBuckets(S3Exchange exchange) throws IOException {
    Xml xml = Xml.document("ListAllMyBucketsResult");
    xml.begin("Owner").element("ID", "local").end().begin("Buckets");
    for (Buckets.Bucket bucket : buckets.list()) {
      xml.begin("Bucket")
          .element("Name", bucket.name())
          .element("CreationDate", bucket.created())
          .end();
    }
    exchange.send(200, xml);
  }

  void create(S3Exchange exchange) throws IOException {
    buckets.create(exchange.bucket());
    exchange.setHeader("Location", "/" + exchange.bucket());
    exchange.send(200);
  }

  void head(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    exchange.send(200);
  }

  void delete(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    buckets.delete(exchange.bucket(), objects.keys(exchange.bucket(), "").isEmpty());
    exchange.send(204);
  }

  void location(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    exchange.send(200, Xml.document("LocationConstraint"));
  }

  void versioning(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    exchange.send(200, Xml.document("VersioningConfiguration"));
  }

  /** ListObjectsV2. */
  void listV2(S3Exchange exchange) throws IOException {
    String token = exchange.query("continuation-token", "");
    String startAfter = exchange.query("start-after", "");
    Listing page = page(exchange, token.isEmpty() ? startAfter : fromToken(token));
    Xml xml = beginList(exchange, page);
    xml.element("KeyCount", page.entries().size());
    if (!token.isEmpty()) {
      xml.element("ContinuationToken", token);
    }
    if (!startAfter.isEmpty()) {
      xml.element("StartAfter", encoded(exchange, startAfter));
    }
    if (page.truncated()) {
      xml.element("NextContinuationToken", toToken(page.last()));
    }
    endList(exchange, page, xml);
  }

  /** The first version of ListObjects. */
  void listV1(S3Exchange exchange) throws IOException {
    String marker = exchange.query("marker", "");
    Listing page = page(exchange, marker);
    Xml xml = beginList(exchange, page);
    xml.element("Marker", encoded(exchange, marker));
    if (page.truncated() && exchange.asks("delimiter")) {
      xml.element("NextMarker", encoded(exchange, page.last()));
    }
    endList(exchange, page, xml);
  }

  private Listing page(S3Exchange exchange, String after) throws IOException {
    int max = exchange.number("max-keys", MOST_KEYS);
    if (max < 0) {
      throw S3Exception.invalidArgument("max-keys must not be negative.");
    }
    String prefix = exchange.query("prefix", "");
    return Listing.page(
        objects.keys(exchange.bucket(), prefix),
        prefix,
        exchange.query("delimiter", ""),
        after,
        Math.min(max, MOST_KEYS));
  }

  private static Xml beginList(S3Exchange exchange, Listing page) {
    Xml xml = Xml.document("ListBucketResult");
    xml.element("Name", exchange.bucket())
        .element("Prefix", encoded(exchange, exchange.query("prefix", "")))
        .element("MaxKeys", Math.min(exchange.number("max-keys", MOST_KEYS), MOST_KEYS))
        .element("IsTruncated", page.truncated());
    if (exchange.asks("delimiter")) {
      xml.element("Delimiter", encoded(exchange, exchange.query("delimiter", "")));
    }
    if (exchange.asks("encoding-type")) {
      xml.element("EncodingType", "url");
    }
    return xml;
  }

  private void endList(S3Exchange exchange, Listing page, Xml xml) throws IOException {
    for (Listing.Entry entry : page.entries()) {
      if (entry.common()) {
        xml.begin("CommonPrefixes").element("Prefix", encoded(exchange, entry.text())).end();
        continue;
      }
      // It may have been deleted since the keys were listed.
      Optional<StoredObject> found = objects.find(exchange.bucket(), entry.text());
      if (found.isPresent()) {
        StoredObject object = found.get();
        xml.begin("Contents")
            .element("Key", encoded(exchange, object.key()))
            .element("LastModified", object.lastModified())
            .element("ETag", EntityTags.quote(object.etag()))
            .element("Size", object.size())
            .element("StorageClass", "STANDARD")
            .end();
      }
    }
    exchange.send(200, xml);
  }

  /** DeleteObjects. */
  void deleteObjects(S3Exchange exchange) throws IOException {
    buckets.require(exchange.bucket());
    Element request = XmlRequest.parse(exchange.body(), "Delete");
    List<Element> named = XmlRequest.children(request, "Object");
    if (named.isEmpty() || named.size() > MOST_KEYS) {
      throw XmlRequest.malformed("it must name 1 to " + MOST_KEYS + " objects");
    }
    boolean quiet = XmlRequest.text(request, "Quiet").equals("true");
    Xml xml = Xml.document("DeleteResult");
    for (Element each : named) {
      String key = XmlRequest.text(each, "Key");
      objects.delete(exchange.bucket(), key, Preconditions.NONE);
      if (!quiet) {
        xml.begin("Deleted").element("Key", key).end();
      }
    }
    exchange.send(200, xml);
  }

  /** Keys may hold characters that XML cannot: clients ask for them URL-encoded. */
  static String encoded(S3Exchange exchange, String text) {
    if (!exchange.query("encoding-type", "").equals("url")) {
      return text;
    }
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%2F", "/");
  }

  private static String toToken(String after) {
    return Base64.getUrlEncoder().encodeToString(after.getBytes(StandardCharsets.UTF_8));
  }

  private static String fromToken(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Exception.invalidArgument("The continuation token is not one of this server's.");
    }
  }
}
