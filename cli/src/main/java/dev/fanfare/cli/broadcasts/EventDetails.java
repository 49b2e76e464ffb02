package dev.fanfare.cli.broadcasts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * The details of a history event. Step Functions has a separate structure for each of about sixty
 * event types, and an event has at most one of them. This record has the same form for all types.
 *
 * @param texts values by the field names of Step Functions, without nested structures
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

  /** Returns the first of these fields that is present, or null if none is. */
  @Nullable String first(String... names) {
    for (String name : names) {
      if (texts.containsKey(name)) {
        return texts.get(name);
      }
    }
    return null;
  }

  /**
   * Returns the name of the state, resource or Map Run that the event is about, or an empty text.
   */
  String subject() {
    if (texts.containsKey("resource")) {
      return texts.getOrDefault("resourceType", "") + ":" + texts.get("resource");
    }
    String subject = first("name", "mapRunArn", "label");
    return subject == null ? "" : subject;
  }
}
