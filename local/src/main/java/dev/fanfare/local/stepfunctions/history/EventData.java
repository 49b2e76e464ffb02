package dev.fanfare.local.stepfunctions.history;

import dev.fanfare.local.stepfunctions.query.Document;
import java.util.LinkedHashMap;
import java.util.Map;

/** Details that many types of events share. */
public final class EventData {
  private static final Map<String, Object> COMPLETE = Map.of("truncated", false);

  private EventData() {}

  public static Map<String, Object> input(Document input) {
    return data("input", input);
  }

  public static Map<String, Object> output(Document output) {
    return data("output", output);
  }

  private static Map<String, Object> data(String name, Document document) {
    var details = new LinkedHashMap<String, Object>();
    details.put(name, document.text());
    details.put(name + "Details", COMPLETE);
    return details;
  }

  /** The details of a state's exit, without variables if none are assigned. */
  public static Map<String, Object> exit(
      String state, Document output, Map<String, Object> assigned) {
    var details = new LinkedHashMap<String, Object>();
    details.put("name", state);
    details.putAll(output(output));
    if (!assigned.isEmpty()) {
      var texts = new LinkedHashMap<String, Object>();
      assigned.forEach((name, value) -> texts.put(name, Document.of(value).text()));
      details.put("assignedVariables", texts);
      details.put("assignedVariablesDetails", COMPLETE);
    }
    return details;
  }
}
