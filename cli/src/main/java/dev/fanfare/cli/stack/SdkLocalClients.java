package dev.fanfare.cli.stack;

import static java.util.Objects.requireNonNull;

import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** Creates clients that can only reach a stack on this machine. */
final class SdkLocalClients implements SdkClients {
  private final LocalClients clients = new LocalClients(LocalEndpoints.REGION, ToolHttp.direct());
  private final Map<String, URI> endpoints;

  SdkLocalClients(Map<String, URI> endpoints) {
    this.endpoints = Map.copyOf(endpoints);
  }

  @Override
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service) {
    return clients.configured(builder, requireNonNull(endpoints.get(service), service)).build();
  }

  @Override
  public String adviceIfUnreachable() {
    return "start it with ./fanfare local, or give its first port: --local=PORT";
  }

  @Override
  public void close() {
    clients.close();
  }
}
