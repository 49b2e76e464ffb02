package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.cloudformation.api.RunningStack;
import dev.fanfare.local.cloudformation.api.StackService;
import dev.fanfare.local.cloudwatch.MetricService;
import dev.fanfare.local.cloudwatch.Metrics;
import dev.fanfare.local.cloudwatchlogs.LogService;
import dev.fanfare.local.cloudwatchlogs.Logs;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.servicequotas.QuotaService;
import dev.fanfare.local.servicequotas.Quotas;
import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator can ask about a stack: CloudFormation, Service Quotas, CloudWatch and its Logs.
 */
final class StackAccount implements AutoCloseable {
  private final StackSettings settings;
  private final LocalAccount account;
  private final List<LocalService> parts = new ArrayList<>();

  StackAccount(StackSettings settings, LocalAccount account) {
    this.settings = settings;
    this.account = account;
  }

  /**
   * Starts all of them; the stack should be complete by then, since who finds it uses it.
   *
   * @param sockets where the WebSocket API is; stands for its host name on AWS
   * @return where they are, by the name that SDKs know them by
   * @throws IOException when the template cannot be read
   */
  Map<String, URI> start(
      Template template,
      URI sockets,
      Collection<FunctionSpec> functions,
      Metrics metrics,
      Logs logs)
      throws IOException {
    StackPorts ports = settings.ports();
    var running = running(template, sockets, metrics);
    int concurrency = functions.stream().mapToInt(each -> each.limits().maxEnvironments()).sum();
    var gateway = settings.quotas();
    var quotas =
        Quotas.of(
            gateway.requests().perSecond(),
            gateway.requests().burst(),
            gateway.connects().perSecond(),
            concurrency);
    return Map.of(
        LocalEndpoints.CLOUDWATCH_LOGS, opened(LogService.start(ports.logs(), account, logs)),
        LocalEndpoints.CLOUDWATCH, opened(MetricService.start(ports.metrics(), account, metrics)),
        LocalEndpoints.SERVICE_QUOTAS, opened(QuotaService.start(ports.quotas(), account, quotas)),
        LocalEndpoints.CLOUDFORMATION, opened(StackService.start(ports.stacks(), running)));
  }

  private RunningStack running(Template template, URI sockets, Metrics metrics) throws IOException {
    var outputs = new LinkedHashMap<>(template.outputs());
    // The one output that names a host on AWS.
    outputs.computeIfPresent("SocketUrl", (name, onAws) -> sockets.toString());
    String name = template.stack().name();
    return new RunningStack(
        name,
        account.stackArn(name),
        metrics.clock().instant().truncatedTo(ChronoUnit.MILLIS),
        Files.readString(settings.template()),
        template.listing(),
        outputs);
  }

  private URI opened(LocalService part) {
    parts.add(part);
    return part.endpoint();
  }

  @Override
  public void close() {
    parts.forEach(LocalService::close);
  }
}
