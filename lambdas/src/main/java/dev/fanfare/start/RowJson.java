package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.text.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Converts DynamoDB's typed values to plain JSON. Sets become lists and bytes become base64;
 * numbers keep their digits.
 */
final class RowJson {
  private RowJson() {}

  /**
   * @param chosen the fields to include; empty means all
   */
  static ObjectNode of(Map<String, AttributeValue> row, List<String> chosen) {
    var json = Json.MAPPER.createObjectNode();
    row.forEach(
        (field, value) -> {
          if (chosen.isEmpty() || chosen.contains(field)) {
            json.set(field, of(value));
          }
        });
    return json;
  }

  private static JsonNode of(AttributeValue value) {
    var nodes = Json.MAPPER.getNodeFactory();
    if (value.getS() != null) {
      return nodes.textNode(value.getS());
    }
    if (value.getN() != null) {
      return number(value.getN());
    }
    if (value.getBOOL() != null) {
      return nodes.booleanNode(value.getBOOL());
    }
    if (value.getB() != null) {
      return nodes.textNode(base64(value.getB()));
    }
    if (value.getM() != null) {
      return of(value.getM(), List.of());
    }
    if (value.getL() != null) {
      return list(value.getL(), RowJson::of);
    }
    return ofSet(value);
  }

  private static JsonNode ofSet(AttributeValue value) {
    var nodes = Json.MAPPER.getNodeFactory();
    if (value.getSS() != null) {
      return list(value.getSS(), nodes::textNode);
    }
    if (value.getNS() != null) {
      return list(value.getNS(), RowJson::number);
    }
    if (value.getBS() != null) {
      return list(value.getBS(), bytes -> nodes.textNode(base64(bytes)));
    }
    return nodes.nullNode();
  }

  private static JsonNode number(String digits) {
    return Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(digits));
  }

  private static String base64(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }

  private static <T> ArrayNode list(List<T> items, Function<T, JsonNode> of) {
    var list = Json.MAPPER.createArrayNode();
    items.forEach(item -> list.add(of.apply(item)));
    return list;
  }
}
