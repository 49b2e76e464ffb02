package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.LimitExceededException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/** How the AWS SDK interprets the gateway's responses. */
class ManagementSdkTest {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));
  private static final String NEVER_EXISTED = "BFaT_fALIAMCKug=";

  private GatewayFixture fixture;
  private ApiGatewayManagementApiClient sdk;

  @BeforeEach
  void start() {
    fixture = new GatewayFixture(GatewayFixture.API, GatewayQuotas.DEFAULT.withRequests(0.001, 3));
    sdk = sdk(CREDENTIALS);
  }

  @AfterEach
  void stop() {
    sdk.close();
    fixture.close();
  }

  private ApiGatewayManagementApiClient sdk(AwsCredentialsProvider credentials) {
    return ApiGatewayManagementApiClient.builder()
        .endpointOverride(fixture.gateway.connectionsEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(AwsCrtHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private void post(String id, String message) {
    sdk.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(message)));
  }

  @Test
  void postGetDelete_openConnection_succeed() {
    TestClient client = fixture.connect();

    post(fixture.lastId(), "hello");
    var described = sdk.getConnection(r -> r.connectionId(fixture.lastId()));
    sdk.deleteConnection(r -> r.connectionId(fixture.lastId()));

    assertThat(client.onlyMessage()).isEqualTo("hello");
    assertThat(described.connectedAt()).isEqualTo(MutableClock.START);
    assertThat(described.lastActiveAt()).isEqualTo(MutableClock.START);
    assertThat(described.identity().sourceIp()).isEqualTo("127.0.0.1");
    assertThat(described.identity().userAgent()).isEqualTo("fanfare-test");
    assertThat(client.closeCode()).isEqualTo(1000);
  }

  @Test
  void post_goneConnection_isGoneException() {
    assertThatThrownBy(() -> post(NEVER_EXISTED, "x")).isInstanceOf(GoneException.class);
  }

  @Test
  void post_tooLarge_isPayloadTooLargeException() {
    assertThatThrownBy(() -> post(NEVER_EXISTED, "x".repeat(131_073)))
        .isInstanceOf(PayloadTooLargeException.class)
        .hasMessageContaining("Message too long");
    assertThatThrownBy(() -> post(NEVER_EXISTED, "x".repeat(3_000_000)))
        .isInstanceOf(PayloadTooLargeException.class);
  }

  @Test
  void post_malformedId_isGenericExceptionWith400() {
    var thrown =
        catchThrowableOfType(ApiGatewayManagementApiException.class, () -> post("nonsense", "x"));

    assertThat(thrown.statusCode()).isEqualTo(400);
    assertThat(thrown.getMessage()).contains("Invalid connectionId");
  }

  @Test
  void post_beyondTheRate_isLimitExceededException() {
    fixture.connect();
    for (int i = 0; i < 3; i++) {
      post(fixture.lastId(), "x");
    }

    assertThatThrownBy(() -> post(fixture.lastId(), "x"))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void post_unsigned_isForbiddenException() {
    try (var unsigned = sdk(AnonymousCredentialsProvider.create())) {
      assertThatThrownBy(
              () ->
                  unsigned.postToConnection(
                      r -> r.connectionId(NEVER_EXISTED).data(SdkBytes.fromUtf8String("x"))))
          .isInstanceOf(ForbiddenException.class);
    }
  }

  @Test
  void post_asynchronously_deliversAndReportsGone() {
    try (var async =
        ApiGatewayManagementApiAsyncClient.builder()
            .endpointOverride(fixture.gateway.connectionsEndpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
            .build()) {
      TestClient client = fixture.connect();
      SdkBytes message = SdkBytes.fromUtf8String("async");

      async.postToConnection(r -> r.connectionId(fixture.lastId()).data(message)).join();

      assertThat(client.onlyMessage()).isEqualTo("async");
      assertThatThrownBy(
              () -> async.postToConnection(r -> r.connectionId(NEVER_EXISTED).data(message)).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(GoneException.class);
    }
  }
}
