package dev.fanfare.local.cloudwatch;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.loopback.LocalService;
import java.util.HashMap;
import java.util.Map;

/** CloudWatch on this machine; see the package. */
public final class MetricService {
  private MetricService() {}

  /**
   * Starts serving.
   *
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static LocalService start(int port, LocalAccount account, Metrics metrics) {
    Map<String, Action> actions = new HashMap<>();
    new MetricActions(metrics).register(actions);
    new AlarmActions(account, metrics).register(actions);
    return AwsApi.cbor(
        "CloudWatch",
        port,
        "GraniteServiceVersion20100801",
        "http://monitoring.amazonaws.com/doc/2010-08-01/",
        actions);
  }
}
