package dev.fanfare.cli.stack;

import dev.fanfare.loopback.SafePosts;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Creates clients with the Region, credentials, endpoints and proxies that the AWS SDK finds. */
final class SdkUsualClients implements SdkClients {
  static {
    SafePosts.activate();
  }

  private final SdkHttpClient http = UrlConnectionHttpClient.create();

  @Override
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service) {
    return builder.httpClient(http).build();
  }

  @Override
  public String adviceIfUnreachable() {
    return "check the network, AWS_REGION and the variables AWS_ENDPOINT_URL*; for the stack of"
        + " ./fanfare local, add --local";
  }

  @Override
  public void close() {
    http.close();
  }
}
