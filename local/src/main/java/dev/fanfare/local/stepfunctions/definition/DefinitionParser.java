package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Parses a document in the Amazon States Language. */
public final class DefinitionParser {
  /** The maximum size of a document in bytes, a quota of Step Functions. */
  public static final int MAX_BYTES = 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private DefinitionParser() {}

  /**
   * @throws InvalidDefinitionException if the document is invalid; lists all problems
   */
  public static StateMachineDefinition parse(String source) {
    if (source.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw invalidJson("The definition must not exceed " + MAX_BYTES + " bytes");
    }
    JsonNode document;
    try {
      document = MAPPER.readTree(source);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw invalidJson(
          "%s (line %d, column %d)"
              .formatted(e.getOriginalMessage(), where.getLineNr(), where.getColumnNr()));
    }
    if (!document.isObject()) {
      throw invalidJson("The definition must be a JSON object");
    }
    var problems = new Problems();
    var definition = read(source, new Fields("", document, problems));
    problems.refuseIfAny();
    return definition;
  }

  private static StateMachineDefinition read(String source, Fields fields) {
    var language = fields.constant("QueryLanguage", "JSONata");
    fields.constant("Version", "1.0");
    var timeout = fields.integer("TimeoutSeconds", 1, Fields.MAX_SECONDS).map(Duration::ofSeconds);
    var workflow = new WorkflowReader(language.isPresent()).read(fields);
    fields.refuseRest("a state machine");
    return new StateMachineDefinition(source, workflow, timeout);
  }

  private static InvalidDefinitionException invalidJson(String message) {
    return new InvalidDefinitionException(
        List.of(Problems.Code.INVALID_JSON_DESCRIPTION + ": " + message));
  }
}
