package dev.fanfare.messages;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/** Posts with the SDK's client, which is sufficient for a few messages to one connection. */
public final class SdkClientPosts implements ClientPosts {
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final ApiGatewayManagementApiAsyncClient client;

  /**
   * @param client must not retry by itself
   */
  public SdkClientPosts(ApiGatewayManagementApiAsyncClient client) {
    this.client = client;
  }

  @Override
  public Outcome post(String connectionId, byte[] message) {
    try {
      client
          .postToConnection(
              post -> post.connectionId(connectionId).data(SdkBytes.fromByteArray(message)))
          .join();
      return Outcome.DELIVERED;
    } catch (CompletionException e) {
      return outcome(e);
    }
  }

  private static Outcome outcome(CompletionException e) {
    if (e.getCause() instanceof AwsServiceException refusal) {
      int status = refusal.statusCode();
      if (status == GONE) {
        return Outcome.GONE;
      }
      if (status == TOO_MANY || status >= SERVER_ERROR) {
        return Outcome.BUSY;
      }
      throw new IllegalStateException("a post was refused with " + status, refusal);
    }
    if (e.getCause() instanceof SdkException) {
      return Outcome.BUSY; // The connection was reset or timed out.
    }
    throw e;
  }
}
