package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.ApiActions;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** CloudWatch on this machine; see the package. */
public final class MetricService implements LocalService {
  private final AwsApi api;

  private MetricService(AwsApi api) {
    this.api = api;
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws dev.fanfare.loopback.ServiceStartException if the port is taken
   */
  public static MetricService start(int port, LocalAccount account, Metrics metrics) {
    var actions = new HashMap<String, Function<Input, Map<String, Object>>>();
    new MetricActions(metrics).register(actions);
    new AlarmActions(account, metrics).register(actions);
    return new MetricService(
        AwsApi.cbor(
            "CloudWatch",
            port,
            "GraniteServiceVersion20100801",
            "http://monitoring.amazonaws.com/doc/2010-08-01/",
            new ApiActions(actions)));
  }

  @Override
  public URI endpoint() {
    return api.endpoint();
  }

  @Override
  public void close() {
    api.close();
  }
}
