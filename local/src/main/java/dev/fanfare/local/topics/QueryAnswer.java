package dev.fanfare.local.topics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers in AWS's query protocol, which are XML. A list becomes {@code member} elements; a map
 * within an answer becomes {@code entry} elements with a key and a value.
 */
final class QueryAnswer {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private final StringBuilder xml = new StringBuilder();

  private QueryAnswer() {}

  /** A map that stays a map, such as a topic's attributes. */
  record Entries(Map<String, String> texts) {}

  /**
   * @param result the members of the result: text, {@link Entries}, lists and maps of them
   */
  static String of(String action, Map<String, Object> result, String requestId) {
    var answer = new QueryAnswer();
    answer.xml.append('<').append(action).append("Response xmlns=\"").append(NAMESPACE);
    answer.xml.append("\">");
    answer.element(action + "Result", result);
    answer.element("ResponseMetadata", Map.of("RequestId", requestId));
    return answer.xml.append("</").append(action).append("Response>").toString();
  }

  static String of(QueryException error, String requestId) {
    var answer = new QueryAnswer();
    answer.xml.append("<ErrorResponse xmlns=\"").append(NAMESPACE).append("\"><Error>");
    answer.element("Type", "Sender");
    answer.element("Code", error.code());
    answer.element("Message", error.getMessage());
    answer.xml.append("</Error>");
    answer.element("RequestId", requestId);
    return answer.xml.append("</ErrorResponse>").toString();
  }

  private void element(String name, Object value) {
    xml.append('<').append(name).append('>');
    if (value instanceof Entries entries) {
      entries.texts().forEach((key, text) -> element("entry", entry(key, text)));
    } else if (value instanceof Map<?, ?> members) {
      members.forEach((member, of) -> element((String) member, of));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> element("member", item));
    } else {
      escaped(value.toString());
    }
    xml.append("</").append(name).append('>');
  }

  private static Map<String, Object> entry(String key, String value) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("key", key);
    entry.put("value", value);
    return entry;
  }

  private void escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        default -> xml.append(c);
      }
    }
  }
}
