package dev.stageloom.local.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one of S3's XML answers. */
final class Xml {

  /** What every document begins with. */
  static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter writer;

  private Xml() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    bytes.writeBytes(DECLARATION.getBytes(StandardCharsets.UTF_8));
  }

  /** A document with that root element, in S3's namespace. */
  static Xml document(String root) {
    Xml xml = new Xml();
    xml.begin(root);
    try {
      xml.writer.writeDefaultNamespace(NAMESPACE);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    return xml;
  }

  /** S3's error document, which has no namespace. */
  static Xml error(String code, String message, String resource) {
    Xml xml = new Xml();
    return xml.begin("Error")
        .element("Code", code)
        .element("Message", message)
        .element("Resource", resource)
        .element("RequestId", "local");
  }

  Xml begin(String name) {
    try {
      writer.writeStartElement(name);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    return this;
  }

  Xml end() {
    try {
      writer.writeEndElement();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    return this;
  }

  Xml element(String name, Object value) {
    begin(name);
    try {
      writer.writeCharacters(value.toString());
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    return end();
  }

  Xml element(String name, Instant time) {
    return element(name, time.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** Closes what is open and gives the document. */
  byte[] bytes() {
    try {
      writer.writeEndDocument();
      writer.flush();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    return bytes.toByteArray();
  }

  private static IllegalStateException failed(XMLStreamException e) {
    return new IllegalStateException("the XML answer cannot be written", e);
  }
}
