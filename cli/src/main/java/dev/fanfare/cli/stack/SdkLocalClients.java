package dev.fanfare.cli.stack;

import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** Creates clients that can only reach a stack on this machine. */
final class SdkLocalClients implements SdkClients {
  private final LocalClients clients = new LocalClients(LocalEndpoints.REGION, ToolHttp.direct());
  private final Function<String, URI> endpoints;

  SdkLocalClients(Function<String, URI> endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String service) {
    return clients.configured(builder, endpoints.apply(service)).build();
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
