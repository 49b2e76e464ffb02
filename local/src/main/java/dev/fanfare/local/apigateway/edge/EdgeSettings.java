package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.GatewayQuotas.Sizes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of an edge, passed as command-line arguments.
 *
 * @param port the clients' port, which all edges share
 * @param callsPort the hub's port for all requests except handshakes
 * @param stage the API's only stage
 */
record EdgeSettings(int port, int callsPort, String stage, Sizes sizes) {

  List<String> arguments() {
    return Stream.of(port, callsPort, stage, sizes.frame(), sizes.message(), sizes.clientBuffer())
        .map(Object::toString)
        .toList();
  }

  static EdgeSettings parse(String[] arguments) {
    return new EdgeSettings(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        arguments[2],
        new Sizes(
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5])));
  }
}
