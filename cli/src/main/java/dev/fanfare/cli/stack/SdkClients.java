package dev.fanfare.cli.stack;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** Where the clients of a stack come from. The clients need not be closed; this must be. */
interface SdkClients extends AutoCloseable {

  /**
   * Makes a client.
   *
   * @param service the name that variables have for it, such as {@code DYNAMODB}
   */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service);

  /** What to tell whoever finds nobody there. */
  String whatIfUnreachable();

  @Override
  void close();
}
