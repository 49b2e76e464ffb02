package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.GatewayQuotas;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of an edge, passed as arguments.
 *
 * @param port where clients connect; all edges share it
 * @param callsPort where the hub answers everything but handshakes
 * @param stage the one stage of the API
 * @param frameBytes largest frame of a client
 * @param messageBytes largest message of a client
 * @param clientBufferBytes most bytes that wait for one slow client
 */
record EdgeSettings(
    int port,
    int callsPort,
    String stage,
    int frameBytes,
    int messageBytes,
    int clientBufferBytes) {

  static EdgeSettings of(int port, int callsPort, String stage, GatewayQuotas quotas) {
    return new EdgeSettings(
        port,
        callsPort,
        stage,
        quotas.frameBytes(),
        quotas.messageBytes(),
        quotas.clientBufferBytes());
  }

  List<String> arguments() {
    return Stream.of(port, callsPort, stage, frameBytes, messageBytes, clientBufferBytes)
        .map(Object::toString)
        .toList();
  }

  static EdgeSettings parse(String[] arguments) {
    return new EdgeSettings(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        arguments[2],
        Integer.parseInt(arguments[3]),
        Integer.parseInt(arguments[4]),
        Integer.parseInt(arguments[5]));
  }
}
