package dev.fanfare.local;

import dev.fanfare.local.secretsmanager.LocalSecrets;
import dev.fanfare.local.template.BucketResource;
import dev.fanfare.local.template.QueueResource;
import dev.fanfare.local.template.SecretResource;
import dev.fanfare.local.template.TableResource;
import dev.fanfare.local.template.Template;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes the tables, queues, buckets and secrets that a template asks for. */
final class StackResources {
  private final DynamoDbClient tables;
  private final SqsClient queues;
  private final S3Client objects;
  private final LocalSecrets secrets;

  StackResources(DynamoDbClient tables, SqsClient queues, S3Client objects, LocalSecrets secrets) {
    this.tables = tables;
    this.queues = queues;
    this.objects = objects;
    this.secrets = secrets;
  }

  void create(Template template) {
    template.tables().forEach(this::create);
    // A queue names its dead-letter queue, which must be there first.
    template.queues().stream()
        .sorted(Comparator.comparing(queue -> queue.redrive().isPresent()))
        .forEach(this::create);
    template.buckets().forEach(this::create);
    template.secrets().forEach(this::create);
  }

  private void create(TableResource table) {
    tables.createTable(
        create -> {
          create
              .tableName(table.name())
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(schema(table.key()))
              .attributeDefinitions(attributes(table));
          table
              .streamViewType()
              .ifPresent(
                  view ->
                      create.streamSpecification(
                          stream -> stream.streamEnabled(true).streamViewType(view)));
          if (!table.indexes().isEmpty()) {
            create.globalSecondaryIndexes(
                table.indexes().stream().map(StackResources::index).toList());
          }
        });
    table
        .ttlAttribute()
        .ifPresent(
            attribute ->
                tables.updateTimeToLive(
                    update ->
                        update
                            .tableName(table.name())
                            .timeToLiveSpecification(
                                ttl -> ttl.attributeName(attribute).enabled(true))));
  }

  private static List<AttributeDefinition> attributes(TableResource table) {
    return table.attributes().entrySet().stream()
        .map(
            attribute ->
                AttributeDefinition.builder()
                    .attributeName(attribute.getKey())
                    .attributeType(attribute.getValue())
                    .build())
        .toList();
  }

  private static List<KeySchemaElement> schema(TableResource.Key key) {
    return key.attributes().stream()
        .map(
            attribute ->
                KeySchemaElement.builder()
                    .attributeName(attribute)
                    .keyType(attribute.equals(key.hash()) ? KeyType.HASH : KeyType.RANGE)
                    .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(TableResource.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(
            projection -> {
              projection.projectionType(index.projection());
              if (!index.included().isEmpty()) {
                projection.nonKeyAttributes(index.included());
              }
            })
        .build();
  }

  private void create(QueueResource queue) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "" + queue.visibility().toSeconds());
    attributes.put(QueueAttributeName.DELAY_SECONDS, "" + queue.delay().toSeconds());
    attributes.put(
        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "" + queue.receiveWait().toSeconds());
    queue
        .redrive()
        .ifPresent(
            redrive ->
                attributes.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(redrive.deadLetterQueueArn(), redrive.maxReceiveCount())));
    queues.createQueue(create -> create.queueName(queue.name()).attributes(attributes));
  }

  private void create(SecretResource secret) {
    secrets.generate(secret.arn(), secret.name(), secret.length(), secret.hasPunctuation());
  }

  private void create(BucketResource bucket) {
    objects.createBucket(create -> create.bucket(bucket.name()));
  }
}
