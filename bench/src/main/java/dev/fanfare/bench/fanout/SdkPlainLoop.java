package dev.fanfare.bench.fanout;

import dev.fanfare.loopback.LocalClients;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/**
 * What the first serverless broadcasts did, and many still do: the SDK's client, posting to one
 * connection after another, each post waiting for the answer to the one before. Its connection to
 * the gateway is kept open, which is the best that can be done for it.
 */
final class SdkPlainLoop implements AutoCloseable {
  private final ApiGatewayManagementApiClient client;

  SdkPlainLoop(URI connections, String region) {
    client =
        ApiGatewayManagementApiClient.builder()
            .endpointOverride(connections)
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        LocalClients.ACCESS_KEY_ID, LocalClients.SECRET_ACCESS_KEY)))
            .overrideConfiguration(
                settings -> settings.defaultProfileFile(ProfileFile.aggregator().build()))
            .httpClientBuilder(AwsCrtHttpClient.builder())
            .build();
  }

  void post(List<String> connectionIds, String data) {
    var message = SdkBytes.fromUtf8String(data);
    for (String id : connectionIds) {
      client.postToConnection(post -> post.connectionId(id).data(message));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
