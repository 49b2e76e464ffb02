package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/** {@code AWS::DynamoDB::Table}, on demand only. */
final class TableType {
  private static final Shape NAME = text("[a-zA-Z0-9_.-]{3,255}");
  private static final Shape ATTRIBUTES =
      listOf(block().must("AttributeName", text()).must("AttributeType", oneOf("S", "N", "B")));
  private static final Shape KEY =
      listOf(block().must("AttributeName", text()).must("KeyType", oneOf("HASH", "RANGE")), 1, 2);
  private static final Shape.Block INDEX =
      block()
          .must("IndexName", NAME)
          .must("KeySchema", KEY)
          .must(
              "Projection",
              block()
                  .must("ProjectionType", oneOf("ALL", "KEYS_ONLY", "INCLUDE"))
                  .and("NonKeyAttributes", listOf(text(), 1, 100)));

  /** On AWS the time the stream was made at; who reads a stream here goes by the table. */
  private static final String MADE_UP_LABEL = "2026-11-22T00:00:00.000";

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::DynamoDB::Table",
              block()
                  .and("TableName", NAME)
                  .must("AttributeDefinitions", ATTRIBUTES)
                  .must("KeySchema", KEY)
                  .and("GlobalSecondaryIndexes", listOf(INDEX, 0, 20))
                  .and(
                      "TimeToLiveSpecification",
                      block().must("AttributeName", text()).must("Enabled", flag()))
                  .and(
                      "StreamSpecification",
                      block()
                          .must(
                              "StreamViewType",
                              oneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY")))
                  .mustWithoutEffect(
                      "BillingMode", oneOf("PAY_PER_REQUEST"), "nothing is billed on one machine")
                  .noEffect(
                      "PointInTimeRecoverySpecification",
                      block().must("PointInTimeRecoveryEnabled", flag()),
                      "what the local stack holds ends with its process")
                  .noEffect(
                      "SSESpecification",
                      block()
                          .must("SSEEnabled", flag())
                          .and("SSEType", oneOf("KMS"))
                          .and("KMSMasterKeyId", text()),
                      "nothing is encrypted on one machine")
                  .noEffect("DeletionProtectionEnabled", flag(), "tables end with the process")
                  .noEffect(
                      "TableClass",
                      oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
                      "nothing is billed")
                  .noEffect("Tags", tags(), "nothing reads tags"))
          .named("TableName", 255)
          .attribute("Arn", TableType::arn)
          .attribute("StreamArn", identity -> arn(identity) + "/stream/" + MADE_UP_LABEL);

  private TableType() {}

  static String arn(Identity identity) {
    return identity.account().tableArn(identity.name());
  }

  static TableResource read(Resolved table, Problems problems) {
    var properties = table.properties();
    var attributes = new LinkedHashMap<String, String>();
    properties
        .blocks("AttributeDefinitions")
        .forEach(
            a ->
                attributes.put(
                    a.text("AttributeName").orElseThrow(), a.text("AttributeType").orElseThrow()));
    var ttl =
        properties.fields("TimeToLiveSpecification").filter(spec -> spec.flag("Enabled", false));
    var resource =
        new TableResource(
            table.logicalId(),
            table.name(),
            arn(table.identity()),
            attributes,
            key(properties, table.at("KeySchema"), problems),
            properties.blocks("GlobalSecondaryIndexes").stream()
                .map(i -> index(i, table, problems))
                .toList(),
            ttl.flatMap(spec -> spec.text("AttributeName")),
            properties
                .fields("StreamSpecification")
                .flatMap(stream -> stream.text("StreamViewType")));
    checkAttributes(table, resource, problems);
    return resource;
  }

  private static TableResource.Index index(Value.Fields index, Resolved table, Problems problems) {
    var name = index.text("IndexName").orElseThrow();
    var path = table.at("GlobalSecondaryIndexes." + name);
    var projection = index.fields("Projection").orElseThrow();
    var type = projection.text("ProjectionType").orElseThrow();
    var included = projection.texts("NonKeyAttributes");
    if (type.equals("INCLUDE") == included.isEmpty()) {
      problems.add(
          path + ".Projection", projection, "NonKeyAttributes stand with INCLUDE, and only there");
    }
    return new TableResource.Index(name, key(index, path + ".KeySchema", problems), type, included);
  }

  private static TableResource.Key key(Value.Fields owner, String path, Problems problems) {
    var elements = owner.blocks("KeySchema");
    var types = elements.stream().map(e -> e.text("KeyType").orElseThrow()).toList();
    if (!types.get(0).equals("HASH") || types.size() == 2 && !types.get(1).equals("RANGE")) {
      problems.add(
          path, elements.get(0).line(), types.toString(), "must be HASH, or HASH and then RANGE");
    }
    var names = elements.stream().map(e -> e.text("AttributeName").orElseThrow()).toList();
    return new TableResource.Key(
        names.get(0), names.size() == 2 ? Optional.of(names.get(1)) : Optional.empty());
  }

  /** DynamoDB refuses a key attribute without a definition, and a definition that no key uses. */
  private static void checkAttributes(Resolved table, TableResource resource, Problems problems) {
    var used = new LinkedHashSet<>(resource.key().attributes());
    resource.indexes().forEach(index -> used.addAll(index.key().attributes()));
    var line = table.lineOf("AttributeDefinitions");
    for (var name : used) {
      if (!resource.attributes().containsKey(name)) {
        problems.add(
            table.at("AttributeDefinitions"),
            line,
            name,
            "a key uses this attribute, but it is not defined");
      }
    }
    for (var name : resource.attributes().keySet()) {
      if (!used.contains(name)) {
        problems.add(
            table.at("AttributeDefinitions"), line, name, "is defined, but no key uses it");
      }
    }
  }
}
