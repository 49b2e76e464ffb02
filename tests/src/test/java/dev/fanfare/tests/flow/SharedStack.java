package dev.fanfare.tests.flow;

import dev.fanfare.local.LocalStack;
import dev.fanfare.tests.faults.Faults;
import dev.fanfare.tests.faults.StoreFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A stack that runs until the last test has ended, with access for tests to its internals. */
record SharedStack(
    LocalStack stack,
    Faults faults,
    PostSwitch posts,
    StoreFaults storeFaults,
    SqsClient queues,
    SfnClient states,
    DynamoDbClient tables,
    S3Client objects)
    implements AutoCloseable {

  static SharedStack start(StackKind kind) {
    var faults = new Faults();
    var posts = new PostSwitch();
    var storeFaults = new StoreFaults();
    try {
      var stack =
          LocalStack.start(
              kind.settings()
                  .withFaults(faults)
                  .withPostFaults(posts)
                  .withStoreFaults(storeFaults));
      return new SharedStack(
          stack,
          faults,
          posts,
          storeFaults,
          stack.queues(),
          stack.states(),
          stack.tables(),
          stack.objects());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stack.close();
  }
}
