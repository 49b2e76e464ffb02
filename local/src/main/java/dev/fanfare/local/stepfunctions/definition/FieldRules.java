package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Refuses unread fields: those of JSONPath, those that are not supported here, and unknown ones.
 */
final class FieldRules {
  private static final Set<String> JSON_PATH =
      Set.of(
          "InputPath",
          "OutputPath",
          "ResultPath",
          "Parameters",
          "ResultSelector",
          "Result",
          "Variable",
          "ItemsPath",
          "SecondsPath",
          "TimestampPath",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "MaxConcurrencyPath",
          "ToleratedFailurePercentagePath",
          "ToleratedFailureCountPath",
          "MaxItemsPath",
          "ErrorPath",
          "CausePath",
          "And",
          "Or",
          "Not");

  private static final Set<String> NOT_HERE =
      Set.of(
          "Branches",
          "Credentials",
          "CSVDelimiter",
          "CSVHeaderLocation",
          "CSVHeaders",
          "HeartbeatSeconds",
          "ItemBatcher",
          "ItemsPointer",
          "Iterator",
          "OutputType",
          "Transformation");

  private FieldRules() {}

  static void refuse(String owner, Fields fields, String field, JsonNode value) {
    var what = "Field '" + field + "' with value " + shortened(value) + " ";
    if (JSON_PATH.contains(field)) {
      fields.refuse(field, what + "belongs to JSONPath; the query language is JSONata");
    } else if (NOT_HERE.contains(field)) {
      fields.refuseHere(field, what + "is not supported in " + owner + " here");
    } else {
      fields.refuse(field, what + "is not a field of " + owner);
    }
  }

  private static String shortened(JsonNode value) {
    var text = value.toString();
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
