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
 * The simplest way to broadcast, which many applications use: the SDK's client posts to one
 * connection after another and waits for each response. It keeps its connection to the gateway
 * open, for the best result.
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
