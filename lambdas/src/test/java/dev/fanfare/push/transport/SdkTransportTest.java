package dev.fanfare.push.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

class SdkTransportTest {

  @Test
  void post_accepted_hasSentTheMessageToTheConnection() {
    var client = new Client(CompletableFuture.completedFuture(response(200)));
    byte[] message = {'"', 'x', '"'};

    try (var transport = new SdkTransport(client)) {
      var answer = Posting.one(transport.prepare(message), "L0SM9cOFvHcCIhw=");

      assertThat(answer).isEqualTo(PostResult.ACCEPTED);
    }
    assertThat(client.asked)
        .containsExactly(
            PostToConnectionRequest.builder()
                .connectionId("L0SM9cOFvHcCIhw=")
                .data(SdkBytes.fromByteArray(message))
                .build());
    assertThat(client.closed).isTrue();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(GoneException.builder().statusCode(410).build(), PostResult.GONE),
        Arguments.of(
            LimitExceededException.builder().statusCode(429).build(), PostResult.THROTTLED),
        Arguments.of(
            ForbiddenException.builder().statusCode(403).build(), PostResult.refused("status 403")),
        Arguments.of(
            PayloadTooLargeException.builder().statusCode(413).build(),
            PostResult.refused("status 413")),
        Arguments.of(
            ApiGatewayManagementApiException.builder().statusCode(500).build(),
            PostResult.failed("status 500")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void post_refusalOfTheService_isTheResultOfItsStatus(Exception failure, PostResult answer) {
    assertThat(post(CompletableFuture.failedFuture(failure))).isEqualTo(answer);
    // An SDK stage in between wraps the exception.
    assertThat(post(CompletableFuture.failedFuture(new CompletionException(failure))))
        .isEqualTo(answer);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(ApiCallTimeoutException.create(6_000), "6000"),
        Arguments.of(SdkClientException.create("no route to host"), "no route to host"),
        Arguments.of(new IOException("connection reset"), "connection reset"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void post_noUsableAnswer_failsWithoutAnException(Exception trouble, String detail) {
    var answer = post(CompletableFuture.failedFuture(trouble));

    assertThat(answer.kind()).isEqualTo(PostResult.Kind.FAILED);
    assertThat(answer.detail()).contains(detail);
  }

  private static PostResult post(CompletableFuture<PostToConnectionResponse> response) {
    try (var transport = new SdkTransport(new Client(response))) {
      return Posting.one(transport.prepare(new byte[1]), "c");
    }
  }

  private static PostToConnectionResponse response(int status) {
    var response = PostToConnectionResponse.builder();
    response.sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build());
    return response.build();
  }

  private static final class Client implements ApiGatewayManagementApiAsyncClient {
    private final CompletableFuture<PostToConnectionResponse> response;
    private final List<PostToConnectionRequest> asked = new ArrayList<>();
    private boolean closed;

    private Client(CompletableFuture<PostToConnectionResponse> response) {
      this.response = response;
    }

    @Override
    public CompletableFuture<PostToConnectionResponse> postToConnection(
        PostToConnectionRequest post) {
      asked.add(post);
      return response;
    }

    @Override
    public String serviceName() {
      return "execute-api";
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
