package dev.fanfare.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

class SdkOpenSocketsTest {

  @Test
  void close_openClosedOrInvalidId_isTrueForTheFirst() {
    assertThat(close(null)).isTrue();
    assertThat(close((ApiGatewayManagementApiException) GoneException.builder().build())).isFalse();
    assertThat(close(status(400))).isFalse();
  }

  @Test
  void isOpen_openClosedOrInvalidId_isTrueForTheFirst() {
    assertThat(isOpen(null)).isTrue();
    assertThat(isOpen((ApiGatewayManagementApiException) GoneException.builder().build()))
        .isFalse();
    assertThat(isOpen(status(400))).isFalse();
    assertThatThrownBy(() -> isOpen(status(429)))
        .isInstanceOf(ApiGatewayManagementApiException.class);
  }

  @Test
  void close_anyOtherError_isThrown() {
    assertThatThrownBy(() -> close(status(403)))
        .isInstanceOf(ApiGatewayManagementApiException.class);
  }

  private static boolean close(ApiGatewayManagementApiException trouble) {
    return new SdkOpenSockets(new Api(trouble)).close("a=");
  }

  private static boolean isOpen(ApiGatewayManagementApiException trouble) {
    return new SdkOpenSockets(new Api(trouble)).isOpen("a=");
  }

  private static ApiGatewayManagementApiException status(int status) {
    return (ApiGatewayManagementApiException)
        ApiGatewayManagementApiException.builder().statusCode(status).build();
  }

  private record Api(ApiGatewayManagementApiException trouble)
      implements ApiGatewayManagementApiClient {
    @Override
    public DeleteConnectionResponse deleteConnection(DeleteConnectionRequest request) {
      if (trouble != null) {
        throw trouble;
      }
      return DeleteConnectionResponse.builder().build();
    }

    @Override
    public GetConnectionResponse getConnection(GetConnectionRequest request) {
      if (trouble != null) {
        throw trouble;
      }
      return GetConnectionResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "execute-api";
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }
}
