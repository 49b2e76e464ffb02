package dev.fanfare.cli.stack;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;

/** Creates clients with the Region, credentials, endpoints and proxies that the AWS SDK finds. */
final class SdkDefaultClients implements SdkClients {
  private final SdkHttpClient http = ToolHttp.create();

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
