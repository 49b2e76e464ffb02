package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.definition.ItemSource.Reader.Kind;
import dev.fanfare.local.stepfunctions.query.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses a Map state. Only distributed Maps are supported. */
final class MapParser {
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

  State.DistributedMap parse(String name, Fields fields) {
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
            PERCENTAGE, value -> Fields.isNumber(value, 0, 100), "a number from 0 to 100");
  }

  private ItemSource items(Fields fields) {
    var reader = fields.object("ItemReader");
    if (reader.isPresent() && fields.has("Items")) {
      fields.refuse("Items", "'Items' cannot be used with 'ItemReader'");
    }
    var items = fields.template("Items", JsonNode::isArray, "an array or a JSONata expression");
    return reader.map(MapParser::reader).orElseGet(() -> new ItemSource.StateData(items));
  }

  private static ItemSource reader(Fields fields) {
    var resource = fields.supported("Resource", LIST_OBJECTS, GET_OBJECT);
    var config = fields.object("ReaderConfig");
    var kind = resource.equals(LIST_OBJECTS) ? Kind.LISTING : inputType(fields, config);
    var maxItems = config.flatMap(inner -> inner.integerTemplate("MaxItems", 1, MAX_ITEMS));
    config.ifPresent(
        inner ->
            inner.refuseRest(
                "the ReaderConfig of \"" + fields.string("Resource").orElse("") + "\""));
    var arguments =
        kind == Kind.LISTING ? location(fields, "Prefix", true) : location(fields, "Key", false);
    fields.refuseRest("an ItemReader");
    return new ItemSource.Reader(kind, arguments, maxItems);
  }

  private static Kind inputType(Fields reader, Optional<Fields> config) {
    reader.require("ReaderConfig");
    return config
        .map(inner -> inner.supported("InputType", "JSON", "JSONL"))
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
              processor.require("ProcessorConfig");
              processor.object("ProcessorConfig").ifPresent(MapParser::processorConfig);
              var workflow = workflows.read(processor);
              processor.refuseRest("an ItemProcessor");
              return workflow;
            })
        .orElseGet(() -> new Workflow("", Map.of()));
  }

  private static void processorConfig(Fields config) {
    config.supported("Mode", "DISTRIBUTED");
    config.supported("ExecutionType", "STANDARD");
    config.refuseRest("a ProcessorConfig");
  }

  private static ResultExport resultWriter(Fields fields) {
    fields.supported("Resource", PUT_OBJECT);
    var transformation = fields.object("WriterConfig").map(MapParser::writerConfig);
    var arguments = location(fields, "Prefix", true);
    fields.refuseRest("a ResultWriter");
    return new ResultExport(arguments, transformation.filter("COMPACT"::equals).isPresent());
  }

  private static String writerConfig(Fields config) {
    var transformation = config.supported("Transformation", "NONE", "COMPACT");
    if (config.has("OutputType")) {
      config.supported("OutputType", "JSON");
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
      arguments.refuseRest("these Arguments");
    }
    return fields.objectTemplate("Arguments").orElse(Fields.MISSING);
  }
}
