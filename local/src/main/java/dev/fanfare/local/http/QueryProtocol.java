package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * AWS's query protocol: requests are forms whose field names are paths in a structure ({@code
 * Dimensions.member.1.Name}); responses are XML. It reads all requests, because only the other
 * protocols mark theirs.
 *
 * @param namespace the XML namespace of the responses
 */
record QueryProtocol(String namespace) implements Protocol {

  @Override
  public boolean matches(HttpExchange exchange) {
    return true;
  }

  @Override
  public Call read(HttpExchange exchange, byte[] body) {
    var form = QueryForm.parse(new String(body, StandardCharsets.UTF_8));
    var input = new Input(form);
    return new Call(input.text("Action").orElse(""), input);
  }

  @Override
  public String contentType() {
    return "text/xml";
  }

  @Override
  public byte[] answer(String action, Map<String, Object> result, String requestId) {
    var xml = new StringBuilder();
    xml.append('<').append(action).append("Response xmlns=\"").append(namespace).append("\">");
    element(xml, action + "Result", result);
    element(xml, "ResponseMetadata", Map.of("RequestId", requestId));
    return bytes(xml.append("</").append(action).append("Response>"));
  }

  @Override
  public byte[] answer(ApiError error, String requestId) {
    var xml = new StringBuilder();
    xml.append("<ErrorResponse xmlns=\"").append(namespace).append("\"><Error>");
    element(xml, "Type", "Sender");
    element(xml, "Code", error.code());
    element(xml, "Message", String.valueOf(error.getMessage()));
    xml.append("</Error>");
    element(xml, "RequestId", requestId);
    return bytes(xml.append("</ErrorResponse>"));
  }

  private static byte[] bytes(StringBuilder xml) {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void element(StringBuilder xml, String name, Object value) {
    xml.append('<').append(name).append('>');
    if (value instanceof Entries entries) {
      entries.texts().forEach((key, text) -> entry(xml, key, text));
    } else if (value instanceof Map<?, ?> members) {
      members.forEach((member, content) -> element(xml, (String) member, content));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> element(xml, "member", item));
    } else {
      escaped(xml, value.toString());
    }
    xml.append("</").append(name).append('>');
  }

  private static void entry(StringBuilder xml, String key, String value) {
    xml.append("<entry>");
    element(xml, "key", key);
    element(xml, "value", value);
    xml.append("</entry>");
  }

  private static void escaped(StringBuilder xml, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '\r' -> xml.append("&#13;");
        default -> xml.append(c);
      }
    }
  }
}
