package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.loopback.LocalService;
import java.util.HashMap;
import java.util.Map;

/** CloudWatch Logs on this machine, for reading; see the package. */
public final class LogService {
  private LogService() {}

  /**
   * Starts serving.
   *
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static LocalService start(int port, LocalAccount account, Logs logs) {
    Map<String, Action> actions = new HashMap<>();
    new LogActions(account, logs).register(actions);
    new LineActions(logs).register(actions);
    return AwsApi.json("CloudWatch Logs", port, "1.1", "Logs_20140328", actions);
  }
}
