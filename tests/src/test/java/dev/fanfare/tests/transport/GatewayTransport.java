package dev.fanfare.tests.transport;

import dev.fanfare.config.AwsClients;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.SdkTransport;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpSettings;
import dev.fanfare.push.transport.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The transports under test. The gateway must look like AWS's endpoint to each of them. */
enum GatewayTransport {
  SDK {
    @Override
    Transport open(URI endpoint) {
      var variables =
          Map.of(
              "AWS_REGION", REGION,
              "AWS_ACCESS_KEY_ID", "AKID",
              "AWS_SECRET_ACCESS_KEY", "secret",
              // Marks a local endpoint, so that the transport ignores the test machine's proxy.
              "AWS_ENDPOINT_URL_CONTRACT", "http://127.0.0.1");
      return new SdkTransport(
          new AwsClients(variables).connections(endpoint, CONNECTIONS, PATIENCE));
    }
  },
  HTTP {
    @Override
    Transport open(URI endpoint) {
      var credentials = new Credentials("AKID", "secret", null);
      return new HttpTransport(
          new HttpSettings(
              endpoint, REGION, CONNECTIONS, false, PATIENCE, PATIENCE, PATIENCE, List.of()),
          () -> credentials,
          InstantSource.system());
    }
  };

  private static final String REGION = "eu-central-2";
  private static final int CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  abstract Transport open(URI endpoint);
}
