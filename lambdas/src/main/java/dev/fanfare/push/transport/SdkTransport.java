package dev.fanfare.push.transport;

import dev.fanfare.text.Reason;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;

/** The reference transport, which uses the SDK's asynchronous client. */
public final class SdkTransport implements Transport {
  private final ApiGatewayManagementApiAsyncClient client;

  /**
   * @param client must not retry by itself
   */
  public SdkTransport(ApiGatewayManagementApiAsyncClient client) {
    this.client = client;
  }

  @Override
  public Poster prepare(byte[] message) {
    return new SdkPoster(SdkBytes.fromByteArray(message));
  }

  private final class SdkPoster implements Poster {
    private final SdkBytes message;
    private final ResultQueue answers = new ResultQueue();

    private SdkPoster(SdkBytes message) {
      this.message = message;
    }

    /**
     * The SDK does not report its room; it has as many connections as there may be concurrent
     * posts.
     */
    @Override
    public int room(int wanted) {
      return wanted;
    }

    @Override
    public void prepareRoom(int posts) {
      // The SDK opens its connections by itself.
    }

    @Override
    public void wake() {
      answers.add(() -> {});
    }

    @Override
    public void post(String connectionId, Consumer<PostResult> answered) {
      client
          .postToConnection(post -> post.connectionId(connectionId).data(message))
          .thenApply(response -> PostResult.ofStatus(response.sdkHttpResponse().statusCode()))
          .exceptionally(SdkTransport::failed)
          .thenAccept(answer -> answers.add(() -> answered.accept(answer)));
    }

    @Override
    public void run(Tick tick) throws IOException, InterruptedException {
      answers.run(tick);
    }
  }

  private static PostResult failed(Throwable failure) {
    Throwable wrapped = failure.getCause();
    Throwable cause = failure instanceof CompletionException && wrapped != null ? wrapped : failure;
    return cause instanceof AwsServiceException refusal
        ? PostResult.ofStatus(refusal.statusCode())
        : PostResult.failed(Reason.of(cause));
  }

  @Override
  public void close() {
    client.close();
  }
}
