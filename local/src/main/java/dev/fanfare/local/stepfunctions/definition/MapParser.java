package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.ItemSource.Reader.Kind;
import dev.fanfare.local.stepfunctions.query.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses a Map state, inline or distributed. */
final class MapParser {
  /** The fields of a Map that are refused where they are not read. */
  static final List<String> UNSUPPORTED =
      List.of("ItemBatcher", "ItemReader", "Iterator", "Label", "ResultWriter");

  private static final String LIST_OBJECTS = "arn:aws:states:::s3:listObjectsV2";
  private static final String GET_OBJECT = "arn:aws:states:::s3:getObject";
  private static final String PUT_OBJECT = "arn:aws:states:::s3:putObject";
  private static final String PERCENTAGE = "ToleratedFailurePercentage";
  private static final long MAX_ITEMS = 100_000_000;
  private static final Pattern LABEL =
      Pattern.compile("[^\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"\\p{Cntrl}]{1,40}");
  private final WorkflowReader workflows;
  private final Set<String> labels = new HashSet<>();

  MapParser(WorkflowReader workflows) {
    this.workflows = workflows;
  }

  State.Work parse(String name, Fields fields) {
    boolean isInline =
        fields
            .take("ItemProcessor")
            .map(processor -> processor.path("ProcessorConfig").path("Mode").asText())
            .filter(mode -> !mode.equals("DISTRIBUTED"))
            .isPresent();
    return isInline ? inline(fields) : distributed(name, fields);
  }

  private State.DistributedMap distributed(String name, Fields fields) {
    return new State.DistributedMap(
        label(name, fields),
        items(fields),
        fields.objectTemplate("ItemSelector"),
        fields.integerTemplate("MaxConcurrency", 0, Integer.MAX_VALUE),
        percentage(fields),
        fields.integerTemplate("ToleratedFailureCount", 0, MAX_ITEMS),
        processor(fields),
        fields.object("ResultWriter").map(MapParser::resultWriter));
  }

  private State.InlineMap inline(Fields fields) {
    return new State.InlineMap(
        stateData(fields),
        fields.objectTemplate("ItemSelector"),
        fields.integerTemplate("MaxConcurrency", 0, Integer.MAX_VALUE),
        percentage(fields),
        fields.integerTemplate("ToleratedFailureCount", 0, MAX_ITEMS),
        processor(fields));
  }

  /**
   * Without a label, AWS generates a random UUID. Here, the UUID depends only on the name, so that
   * it stays the same.
   */
  private String label(String name, Fields fields) {
    var given = fields.string("Label");
    given.ifPresent(
        label -> {
          fields.expect(
              LABEL.matcher(label).matches(),
              "Label",
              "1 to 40 characters without spaces or any of ?*<>{}[]:;,\\|^~$#%&`\"");
          fields.expect(labels.add(label), "Label", "unique in the state machine");
        });
    return given.orElseGet(
        () -> UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private static Optional<Template> percentage(Fields fields) {
    return fields.take(PERCENTAGE).filter(JsonNode::isTextual).isPresent()
        ? fields.integerTemplate(PERCENTAGE, 0, 100)
        : fields.template(
            PERCENTAGE, value -> Rules.isNumber(value, 0, 100), "a number from 0 to 100");
  }

  private ItemSource items(Fields fields) {
    var reader = fields.object("ItemReader");
    if (reader.isPresent() && fields.has("Items")) {
      fields.refuse("Items", "'Items' cannot be used with 'ItemReader'");
    }
    var items = stateData(fields);
    return reader.map(MapParser::reader).orElse(items);
  }

  private static ItemSource.StateData stateData(Fields fields) {
    if (fields.take("Items").filter(JsonNode::isObject).isPresent()) {
      fields.refuseHere("Items", "Items that are a JSON object are not supported here");
      return new ItemSource.StateData(Optional.empty());
    }
    return new ItemSource.StateData(
        fields.template("Items", JsonNode::isArray, "an array or a JSONata expression"));
  }

  private static ItemSource reader(Fields fields) {
    var resource = fields.resource(List.of(LIST_OBJECTS, GET_OBJECT)).orElse("");
    if (resource.isEmpty()) {
      fields.ignoreRest();
      return new ItemSource.Reader(Kind.JSON, Fields.MISSING, Optional.empty());
    }
    var config = fields.object("ReaderConfig");
    var kind = resource.equals(LIST_OBJECTS) ? Kind.LISTING : inputType(fields, config);
    var maxItems = config.flatMap(inner -> inner.integerTemplate("MaxItems", 0, MAX_ITEMS));
    config.ifPresent(
        inner ->
            inner.refuseRest(
                "the ReaderConfig of \"" + resource + "\"",
                "CSVDelimiter",
                "CSVHeaderLocation",
                "CSVHeaders",
                "InputType",
                "ItemsPointer",
                "Transformation"));
    var arguments =
        kind == Kind.LISTING ? location(fields, "Prefix", true) : location(fields, "Key", false);
    fields.refuseRest("an ItemReader");
    return new ItemSource.Reader(kind, arguments, maxItems);
  }

  private static Kind inputType(Fields reader, Optional<Fields> config) {
    reader.require("ReaderConfig");
    return config
        .map(
            inner ->
                inner.supported(
                    "InputType", List.of("JSON", "JSONL"), "CSV", "MANIFEST", "PARQUET"))
        .filter("JSONL"::equals)
        .map(lines -> Kind.JSON_LINES)
        .orElse(Kind.JSON);
  }

  private Workflow processor(Fields fields) {
    fields.require("ItemProcessor");
    return fields
        .object("ItemProcessor")
        .map(
            processor -> {
              processor.object("ProcessorConfig").ifPresent(MapParser::processorConfig);
              var workflow = workflows.read(processor);
              processor.refuseRest("an ItemProcessor");
              return workflow;
            })
        .orElseGet(() -> new Workflow("", Map.of()));
  }

  private static void processorConfig(Fields config) {
    var mode = config.oneOf("Mode", "INLINE", "DISTRIBUTED");
    if (mode.filter("DISTRIBUTED"::equals).isPresent()) {
      config.supported("ExecutionType", List.of("STANDARD"), "EXPRESS");
    }
    config.refuseRest("a ProcessorConfig", "ExecutionType");
  }

  private static ResultExport resultWriter(Fields fields) {
    if (!fields.has("Resource") && fields.has("WriterConfig")) {
      fields.refuseHere("WriterConfig", "A ResultWriter without a Resource is not supported here");
      fields.ignoreRest();
      return new ResultExport(Fields.MISSING, false);
    }
    fields.resource(List.of(PUT_OBJECT));
    var transformation = fields.object("WriterConfig").map(MapParser::writerConfig);
    var arguments = location(fields, "Prefix", true);
    fields.refuseRest("a ResultWriter");
    return new ResultExport(arguments, transformation.filter("COMPACT"::equals).isPresent());
  }

  private static String writerConfig(Fields config) {
    var transformation = config.supported("Transformation", List.of("NONE", "COMPACT"), "FLATTEN");
    if (config.has("OutputType")) {
      config.supported("OutputType", List.of("JSON"), "JSONL");
    }
    config.refuseRest("a WriterConfig");
    return transformation;
  }

  /**
   * The {@code Arguments} that name a location in S3.
   *
   * @param named the argument in addition to {@code Bucket}
   */
  private static Template location(Fields fields, String named, boolean isOptional) {
    fields.require("Arguments");
    if (fields.take("Arguments").filter(JsonNode::isObject).isPresent()) {
      var arguments = fields.object("Arguments").orElseThrow();
      arguments.require("Bucket");
      if (!isOptional) {
        arguments.require(named);
      }
      arguments.stringTemplate("Bucket");
      arguments.stringTemplate(named);
      arguments.refuseRest("these Arguments", arguments.names().toArray(String[]::new));
    }
    return fields.objectTemplate("Arguments").orElse(Fields.MISSING);
  }
}
