package io.flowverdict.bench.account;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/// An answer of the EC2 API as it goes over the wire, by the names that the SDK reads it with.
final class Ec2Xml {
  private final XMLStreamWriter xml;

  private Ec2Xml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static byte[] of(String action, SdkPojo answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement(action + "Response");
      new Ec2Xml(xml).writeMembers(answer);
      xml.writeEndElement();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("Memory cannot be written", impossible);
    }
    return bytes.toByteArray();
  }

  private void writeMembers(SdkPojo pojo) throws XMLStreamException {
    for (SdkField<?> member : pojo.sdkFields()) {
      Object value = member.getValueOrDefault(pojo);
      if (value != null && !(value instanceof SdkAutoConstructList)) {
        write(member, value);
      }
    }
  }

  private void write(SdkField<?> member, Object value) throws XMLStreamException {
    xml.writeStartElement(member.unmarshallLocationName());
    switch (value) {
      case SdkPojo pojo -> writeMembers(pojo);
      case List<?> elements -> {
        SdkField<?> element = member.getTrait(ListTrait.class).memberFieldInfo();
        for (Object each : elements) {
          write(element, each);
        }
      }
      default -> xml.writeCharacters(value.toString());
    }
    xml.writeEndElement();
  }
}
