package dev.fanfare.local;

import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.dynamodb.TableSpec;
import dev.fanfare.local.s3.BucketSpec;
import dev.fanfare.local.secretsmanager.LocalSecrets;
import dev.fanfare.local.secretsmanager.SecretSpec;
import dev.fanfare.local.sqs.QueueSpec;
import java.util.Comparator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Creates the tables, queues, buckets and secrets of a template. */
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
    template.all(TableSpec.class).forEach(table -> table.create(tables));
    // The dead-letter queue of a queue has to exist first.
    template.all(QueueSpec.class).stream()
        .sorted(Comparator.comparing(queue -> queue.redrive().isPresent()))
        .forEach(queue -> queue.create(queues));
    template
        .all(BucketSpec.class)
        .forEach(bucket -> objects.createBucket(create -> create.bucket(bucket.name())));
    template.all(SecretSpec.class).forEach(secrets::generate);
  }
}
