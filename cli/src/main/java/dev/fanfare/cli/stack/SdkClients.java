package dev.fanfare.cli.stack;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * Creates the SDK clients of a stack. Closing this releases what the clients share; the clients
 * themselves need not be closed.
 */
interface SdkClients extends AutoCloseable {

  /**
   * Creates a client.
   *
   * @param service the name of the service in {@code AWS_ENDPOINT_URL_*}, such as {@code DYNAMODB}
   */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service);

  /** Returns the advice to print if no service responds. */
  String adviceIfUnreachable();

  @Override
  void close();
}
