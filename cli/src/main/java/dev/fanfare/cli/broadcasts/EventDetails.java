package dev.fanfare.cli.broadcasts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * What an event tells beside its type, whatever its type: Step Functions has a structure of its own
 * for each of some sixty, of which an event has at most one.
 *
 * @param texts by the names that Step Functions gives them; what is nested is left out
 */
record EventDetails(Map<String, String> texts) {
  private static final String STRUCTURE = "EventDetails";

  static EventDetails of(HistoryEvent event) {
    var texts = new LinkedHashMap<String, String>();
    for (SdkField<?> field : event.sdkFields()) {
      if (field.memberName().endsWith(STRUCTURE)
          && field.getValueOrDefault(event) instanceof SdkPojo structure) {
        addTexts(structure, texts);
      }
    }
    return new EventDetails(texts);
  }

  private static void addTexts(SdkPojo structure, Map<String, String> texts) {
    for (SdkField<?> field : structure.sdkFields()) {
      Object value = field.getValueOrDefault(structure);
      if (value instanceof String || value instanceof Number) {
        texts.put(field.memberName(), value.toString());
      }
    }
  }

  /** The first of these that is there; null when none is. */
  @Nullable String first(String... names) {
    for (String name : names) {
      if (texts.containsKey(name)) {
        return texts.get(name);
      }
    }
    return null;
  }

  /** The name of a state, a resource, a Map Run: what the event is about; empty for some types. */
  String subject() {
    if (texts.containsKey("resource")) {
      return texts.getOrDefault("resourceType", "") + ":" + texts.get("resource");
    }
    String subject = first("name", "mapRunArn", "label");
    return subject == null ? "" : subject;
  }
}
