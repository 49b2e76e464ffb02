package dev.fanfare.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackPortsTest {

  @Test
  void requireFree_somePortsInUse_namesEachWithItsService() throws IOException {
    try (var one = bind();
        var other = bind()) {
      var ports =
          new StackPorts(
              Map.of(
                  LocalEndpoints.SOCKETS, one.getLocalPort(),
                  LocalEndpoints.SQS, other.getLocalPort()));

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(StackPorts.InUseException.class)
          .hasMessage(
              "already in use on 127.0.0.1: port %d for the WebSocket API, %d for SQS"
                  .formatted(one.getLocalPort(), other.getLocalPort()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, the WebSocket API",
    "1, Step Functions",
    "2, Lambda",
    "3, DynamoDB",
    "4, SQS",
    "5, S3",
    "6, SNS",
    "7, EventBridge Scheduler",
    "8, the development issuer",
    "9, CloudFormation",
    "10, Service Quotas",
    "11, CloudWatch",
    "12, CloudWatch Logs",
    "14, Secrets Manager",
  })
  void requireFree_consecutivePorts_namesEachPart(int part, String name) throws IOException {
    try (var bound = bind()) {
      int port = bound.getLocalPort();

      assertThatThrownBy(() -> StackPorts.from(port - part).requireFree())
          // Another process may use one of the other ports.
          .hasMessageContaining("%d for %s", port, name);
    }
  }

  @Test
  void requireFree_freePorts_succeeds() {
    assertThatCode(StackPorts.ANY::requireFree).doesNotThrowAnyException();
  }

  private static ServerSocket bind() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(LocalService.HOST));
  }
}
