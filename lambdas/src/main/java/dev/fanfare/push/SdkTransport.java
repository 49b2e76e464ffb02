package dev.fanfare.push;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

/** The reference transport: the SDK's own asynchronous client. */
final class SdkTransport implements Transport {
  private final ApiGatewayManagementApiAsyncClient client;

  /**
   * @param client one that does not retry by itself
   */
  SdkTransport(ApiGatewayManagementApiAsyncClient client) {
    this.client = client;
  }

  @Override
  public Poster prepare(byte[] message) {
    SdkBytes data = SdkBytes.fromByteArray(message);
    return connectionId -> post(connectionId, data);
  }

  private CompletableFuture<Answer> post(String connectionId, SdkBytes data) {
    return client
        .postToConnection(post -> post.connectionId(connectionId).data(data))
        .handle(SdkTransport::answer);
  }

  private static Answer answer(PostToConnectionResponse response, Throwable failure) {
    if (failure == null) {
      return Answer.ofStatus(response.sdkHttpResponse().statusCode());
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof AwsServiceException refusal
        ? Answer.ofStatus(refusal.statusCode())
        : Answer.failed(cause.toString());
  }

  @Override
  public void close() {
    client.close();
  }
}
