package dev.stageloom.runtime.s3;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The texts of an XML answer of S3 by their elements' paths.
 *
 * @param root the name of the document's element
 * @param texts the texts, in their order; {@code path} is {@code Contents/Key} for what is in the
 *     element {@code Key} of an element {@code Contents} of the root
 */
record XmlAnswer(String root, List<Text> texts) {

  /** A text and where it is. */
  record Text(String path, String value) {}

  /**
   * Reads a document. Document types and entities of its own are refused.
   *
   * @throws XMLStreamException if it is not XML
   */
  static XmlAnswer parse(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // While it completes an upload, S3 sends spaces to keep the connection.
    String text = new String(xml, StandardCharsets.UTF_8).strip();
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
    try {
      return read(reader);
    } finally {
      reader.close();
    }
  }

  private static XmlAnswer read(XMLStreamReader reader) throws XMLStreamException {
    String root = "";
    List<Text> texts = new ArrayList<>();
    List<String> path = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.add(reader.getLocalName());
          text.setLength(0);
          root = path.get(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          texts.add(new Text(String.join("/", path.subList(1, path.size())), text.toString()));
          path.remove(path.size() - 1);
          text.setLength(0);
        }
        case XMLStreamConstants.DTD ->
            throw new XMLStreamException("a document type is not expected");
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    return new XmlAnswer(root, texts);
  }

  /** The first text at a path; empty if there is none. */
  String text(String path) {
    for (Text each : texts) {
      if (each.path().equals(path)) {
        return each.value();
      }
    }
    return "";
  }

  /** All texts at a path. */
  List<String> all(String path) {
    return texts.stream().filter(each -> each.path().equals(path)).map(Text::value).toList();
  }
}
