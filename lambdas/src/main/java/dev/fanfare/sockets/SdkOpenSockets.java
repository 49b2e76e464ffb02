package dev.fanfare.sockets;

import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** Uses {@code DELETE} and {@code GET @connections}. */
public final class SdkOpenSockets implements OpenSockets {
  /** The status for a malformed connection id. */
  private static final int NO_ID = 400;

  private final ApiGatewayManagementApiClient connections;

  public SdkOpenSockets(ApiGatewayManagementApiClient connections) {
    this.connections = connections;
  }

  @Override
  public boolean close(String connectionId) {
    return isDone(() -> connections.deleteConnection(delete -> delete.connectionId(connectionId)));
  }

  /**
   * Returns whether API Gateway knows the connection. It does not before {@code $connect} has
   * ended.
   */
  public boolean isOpen(String connectionId) {
    return isDone(() -> connections.getConnection(get -> get.connectionId(connectionId)));
  }

  /** Returns false if there is no such connection. */
  private static boolean isDone(Runnable call) {
    try {
      call.run();
      return true;
    } catch (GoneException e) {
      return false;
    } catch (ApiGatewayManagementApiException e) {
      if (e.statusCode() == NO_ID) {
        return false;
      }
      throw e;
    }
  }
}
