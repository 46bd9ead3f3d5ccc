package dev.stageloom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads the XML body of a request. */
final class XmlRequest {

  private XmlRequest() {}

  /**
   * Parses a document; entities and document types are refused.
   *
   * @throws S3Exception if it is not well-formed or its root element has another name
   */
  static Element parse(InputStream body, String root) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Thrower());
      Element element = builder.parse(body).getDocumentElement();
      if (!root.equals(element.getLocalName())) {
        throw malformed("its root element is " + element.getLocalName() + ", not " + root);
      }
      return element;
    } catch (SAXException e) {
      throw malformed(String.valueOf(e.getMessage()));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK cannot parse XML safely", e);
    }
  }

  /** The child elements of that name. */
  static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        children.add(element);
      }
    }
    return children;
  }

  /** The text of a child element; empty if there is none. */
  static String text(Element parent, String name) {
    List<Element> children = children(parent, name);
    return children.isEmpty() ? "" : children.get(0).getTextContent();
  }

  static S3Exception malformed(String reason) {
    return new S3Exception(400, "MalformedXML", "The XML body cannot be read: " + reason + ".");
  }

  /** Keeps the parser from printing errors. */
  private static final class Thrower implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }
}
