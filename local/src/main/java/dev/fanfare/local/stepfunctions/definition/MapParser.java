package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a Map state; only the distributed kind is supported. */
final class MapParser {
  private static final String LIST_OBJECTS = "arn:aws:states:::s3:listObjectsV2";
  private static final String GET_OBJECT = "arn:aws:states:::s3:getObject";
  private static final String PUT_OBJECT = "arn:aws:states:::s3:putObject";
  private static final long MAX_ITEMS = 100_000_000;
  private static final Pattern LABEL =
      Pattern.compile("[^\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"\\p{Cntrl}]{1,40}");

  private final WorkflowParser workflows;
  private final Set<String> labels = new HashSet<>();

  MapParser(WorkflowParser workflows) {
    this.workflows = workflows;
  }

  State parse(String name, Fields fields) {
    return new State.DistributedMap(
        name,
        label(name, fields),
        items(fields),
        fields.objectTemplate("ItemSelector"),
        fields.integerTemplate("MaxConcurrency", 0, Integer.MAX_VALUE),
        percentage(fields),
        fields.integerTemplate("ToleratedFailureCount", 0, MAX_ITEMS),
        processor(fields),
        fields.object("ResultWriter").map(MapParser::resultWriter),
        ErrorHandlingParser.parse(fields),
        TransitionParser.nextOrEnd(fields));
  }

  /**
   * Without a label, AWS makes a random UUID; here it is made from the name, so that it stays the
   * same.
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
    if (fields.take("ToleratedFailurePercentage").filter(JsonNode::isTextual).isPresent()) {
      return fields.integerTemplate("ToleratedFailurePercentage", 0, 100);
    }
    fields.number("ToleratedFailurePercentage", 0, 100);
    return fields.template("ToleratedFailurePercentage");
  }

  private ItemSource items(Fields fields) {
    var reader = fields.object("ItemReader");
    var items = fields.take("Items");
    if (reader.isPresent() && items.isPresent()) {
      fields.problems().schema(fields.path("Items"), "'Items' cannot be used with 'ItemReader'");
    }
    items.ifPresent(
        value ->
            fields.expect(
                value.isArray() || TemplateParser.isExpression(value),
                "Items",
                "an array or a JSONata expression"));
    return reader
        .map(MapParser::reader)
        .orElseGet(() -> new ItemSource.StateData(fields.template("Items")));
  }

  private static ItemSource reader(Fields fields) {
    var resource = fields.requiredString("Resource");
    var config = fields.object("ReaderConfig");
    var kind =
        switch (resource) {
          case LIST_OBJECTS -> ItemSource.Reader.Kind.LISTING;
          case GET_OBJECT -> inputType(fields, config);
          default -> {
            fields
                .problems()
                .unsupported(
                    fields.path("Resource"),
                    "Resource \"%s\" is not supported here, only \"%s\" and \"%s\""
                        .formatted(resource, LIST_OBJECTS, GET_OBJECT));
            yield ItemSource.Reader.Kind.LISTING;
          }
        };
    var maxItems = config.flatMap(inner -> inner.integerTemplate("MaxItems", 1, MAX_ITEMS));
    config.ifPresent(inner -> inner.refuseRest("the ReaderConfig of \"" + resource + "\""));
    var named = kind == ItemSource.Reader.Kind.LISTING ? "Prefix" : "Key";
    var arguments =
        location(fields, kind == ItemSource.Reader.Kind.LISTING, Set.of("Bucket", named));
    fields.refuseRest("an ItemReader");
    return new ItemSource.Reader(kind, arguments, maxItems);
  }

  private static ItemSource.Reader.Kind inputType(Fields reader, Optional<Fields> config) {
    if (config.isEmpty()) {
      reader.missing("ReaderConfig");
      return ItemSource.Reader.Kind.JSON;
    }
    var type = config.get().requiredString("InputType");
    if (!Set.of("JSON", "JSONL", "").contains(type)) {
      reader
          .problems()
          .unsupported(
              config.get().path("InputType"),
              "InputType \"" + type + "\" is not supported here, only \"JSON\" and \"JSONL\"");
    }
    return type.equals("JSONL") ? ItemSource.Reader.Kind.JSON_LINES : ItemSource.Reader.Kind.JSON;
  }

  private Workflow processor(Fields fields) {
    if (!fields.has("ItemProcessor")) {
      fields.missing("ItemProcessor");
    }
    return fields
        .object("ItemProcessor")
        .map(
            processor -> {
              if (!processor.has("ProcessorConfig")) {
                processor.missing("ProcessorConfig");
              }
              processor.object("ProcessorConfig").ifPresent(MapParser::processorConfig);
              var workflow = workflows.parse(processor);
              processor.refuseRest("an ItemProcessor");
              return workflow;
            })
        .orElseGet(() -> new Workflow("", Map.of()));
  }

  private static void processorConfig(Fields config) {
    supported(config, "Mode", config.requiredString("Mode"), "DISTRIBUTED");
    supported(config, "ExecutionType", config.requiredString("ExecutionType"), "STANDARD");
    config.refuseRest("a ProcessorConfig");
  }

  private static ResultExport resultWriter(Fields fields) {
    supported(fields, "Resource", fields.requiredString("Resource"), PUT_OBJECT);
    var config = fields.object("WriterConfig");
    var transformation = config.map(inner -> inner.requiredString("Transformation")).orElse("NONE");
    config.ifPresent(
        inner -> {
          if (!Set.of("NONE", "COMPACT", "").contains(transformation)) {
            inner
                .problems()
                .unsupported(
                    inner.path("Transformation"),
                    "Transformation \""
                        + transformation
                        + "\" is not supported here, only \"NONE\" and \"COMPACT\"");
          }
          inner.string("OutputType").ifPresent(t -> supported(inner, "OutputType", t, "JSON"));
          inner.refuseRest("a WriterConfig");
        });
    var arguments = location(fields, true, Set.of("Bucket", "Prefix"));
    fields.refuseRest("a ResultWriter");
    return new ResultExport(
        arguments,
        transformation.equals("COMPACT")
            ? ResultExport.Transformation.COMPACT
            : ResultExport.Transformation.NONE);
  }

  /** The {@code Arguments} that name a place in S3. */
  private static Template location(Fields fields, boolean restOptional, Set<String> names) {
    if (!fields.has("Arguments")) {
      fields.missing("Arguments");
    }
    fields
        .take("Arguments")
        .filter(JsonNode::isObject)
        .map(value -> new Fields(fields.path("Arguments"), value, fields.problems()))
        .ifPresent(
            arguments -> {
              names.stream()
                  .sorted()
                  .filter(name -> !arguments.has(name) && !(restOptional && !name.equals("Bucket")))
                  .forEach(arguments::missing);
              names.forEach(arguments::stringTemplate);
              arguments.refuseRest("these Arguments");
            });
    return fields.objectTemplate("Arguments").orElse(null);
  }

  private static void supported(Fields fields, String field, String value, String only) {
    if (!value.isEmpty() && !value.equals(only)) {
      fields
          .problems()
          .unsupported(
              fields.path(field),
              "%s \"%s\" is not supported here, only \"%s\"".formatted(field, value, only));
    }
  }
}
