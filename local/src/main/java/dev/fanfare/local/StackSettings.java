package dev.fanfare.local;

import dev.fanfare.local.gateway.GatewayQuotas;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a local stack is to be.
 *
 * @param template the SAM template to run
 * @param parameters its parameters by name; one that is not given takes its default
 * @param ports where the parts listen
 * @param quotas what the gateway allows
 * @param concurrency most environments of one function, unless the template reserves another number
 */
public record StackSettings(
    Path template,
    Map<String, String> parameters,
    StackPorts ports,
    GatewayQuotas quotas,
    int concurrency) {

  /** Enough to be concurrent; each environment costs memory on one machine. */
  private static final int CONCURRENCY = 10;

  public StackSettings {
    parameters = Map.copyOf(parameters);
  }

  /** AWS's own quotas, defaults for all parameters, any free ports. */
  public static StackSettings of(Path template) {
    return new StackSettings(
        template, Map.of(), StackPorts.ANY, GatewayQuotas.DEFAULT, CONCURRENCY);
  }

  public StackSettings withParameters(Map<String, String> others) {
    return new StackSettings(template, others, ports, quotas, concurrency);
  }

  public StackSettings withPorts(StackPorts others) {
    return new StackSettings(template, parameters, others, quotas, concurrency);
  }

  public StackSettings withQuotas(GatewayQuotas others) {
    return new StackSettings(template, parameters, ports, others, concurrency);
  }
}
