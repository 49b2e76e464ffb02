package dev.fanfare.local.dynamodb;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** {@code AWS::DynamoDB::Table}, only with on-demand capacity. */
public final class TableType {
  /** On AWS, the stream's creation time. The local stack finds a stream by its table. */
  private static final String STREAM_LABEL = "2026-11-22T00:00:00.000";

  public static final ResourceType TABLE =
      ResourceType.of(TableType.class, "AWS::DynamoDB::Table")
          .named("TableName", 255)
          .arn("Arn", TableType::arn)
          .attribute("StreamArn", identity -> arn(identity) + "/stream/" + STREAM_LABEL)
          .reads(TableType::read);

  private TableType() {}

  private static String arn(Identity identity) {
    return identity.account().tableArn(identity.name());
  }

  private static Optional<TableSpec> read(Resource table) {
    var properties = table.properties();
    var request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                properties.blocks("AttributeDefinitions").stream()
                    .map(TableType::attribute)
                    .toList())
            .keySchema(key(table, properties, "KeySchema"));
    var indexes = properties.blocks("GlobalSecondaryIndexes");
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes.stream().map(each -> index(table, each)).toList());
    }
    properties
        .section("StreamSpecification")
        .text("StreamViewType")
        .ifPresent(
            view ->
                request.streamSpecification(
                    stream -> stream.streamEnabled(true).streamViewType(view)));
    var ttl = properties.section("TimeToLiveSpecification");
    var spec =
        new TableSpec(
            table.logicalId(),
            table.arn(),
            request.build(),
            ttl.text("AttributeName").filter(name -> ttl.flag("Enabled", false)));
    checkAttributes(table, spec.request());
    return Optional.of(spec);
  }

  private static AttributeDefinition attribute(Value.Fields definition) {
    return AttributeDefinition.builder()
        .attributeName(definition.text("AttributeName").orElseThrow())
        .attributeType(definition.text("AttributeType").orElseThrow())
        .build();
  }

  private static GlobalSecondaryIndex index(Resource table, Value.Fields index) {
    var name = index.text("IndexName").orElseThrow();
    var path = "GlobalSecondaryIndexes." + name;
    var projection = index.section("Projection");
    var type = projection.text("ProjectionType").orElseThrow();
    var included = projection.texts("NonKeyAttributes");
    if (type.equals("INCLUDE") == included.isEmpty()) {
      table.refuse(
          path + ".Projection",
          projection.line(),
          projection.toString(),
          "NonKeyAttributes are required with INCLUDE, and allowed only there");
    }
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(key(table, index, path + ".KeySchema"))
        .projection(
            each ->
                each.projectionType(type).nonKeyAttributes(included.isEmpty() ? null : included))
        .build();
  }

  private static List<KeySchemaElement> key(Resource table, Value.Fields owner, String path) {
    var elements =
        owner.blocks("KeySchema").stream()
            .map(
                element ->
                    KeySchemaElement.builder()
                        .attributeName(element.text("AttributeName").orElseThrow())
                        .keyType(element.text("KeyType").orElseThrow())
                        .build())
            .toList();
    var types = elements.stream().map(KeySchemaElement::keyTypeAsString).toList();
    if (!List.of(List.of("HASH"), List.of("HASH", "RANGE")).contains(types)) {
      table.refuse(path, owner.line(), types.toString(), "must be HASH, or HASH and then RANGE");
    }
    return elements;
  }

  /** DynamoDB rejects key attributes without a definition, and definitions without a key. */
  private static void checkAttributes(Resource table, CreateTableRequest request) {
    Set<String> used = new LinkedHashSet<>();
    request.keySchema().forEach(key -> used.add(key.attributeName()));
    request
        .globalSecondaryIndexes()
        .forEach(index -> index.keySchema().forEach(key -> used.add(key.attributeName())));
    var defined = new HashSet<String>();
    for (var definition : request.attributeDefinitions()) {
      defined.add(definition.attributeName());
      if (!used.contains(definition.attributeName())) {
        table.refuse(
            "AttributeDefinitions", definition.attributeName(), "is defined, but no key uses it");
      }
    }
    used.removeAll(defined);
    for (var name : used) {
      table.refuse(
          "AttributeDefinitions", name, "a key uses this attribute, but it is not defined");
    }
  }
}
