package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.ApiActions;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** CloudWatch Logs on this machine, for reading; see the package. */
public final class LogService implements LocalService {
  private final AwsApi api;

  private LogService(AwsApi api) {
    this.api = api;
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws dev.fanfare.loopback.ServiceStartException if the port is taken
   */
  public static LogService start(int port, LocalAccount account, Logs logs) {
    var actions = new HashMap<String, Function<Input, Map<String, Object>>>();
    new LogActions(account, logs).register(actions);
    new LineActions(logs).register(actions);
    return new LogService(
        AwsApi.json("CloudWatch Logs", port, "Logs_20140328", new ApiActions(actions)));
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
