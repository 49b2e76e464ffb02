package dev.fanfare.loopback;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The addresses of {@code ./fanfare local}: {@value #COUNT} consecutive ports on 127.0.0.1.
 * Services have the names that SDKs use, as in {@code AWS_ENDPOINT_URL_DYNAMODB}.
 */
public final class LocalEndpoints {
  /** The Region of the local stack. */
  public static final String REGION = "eu-central-2";

  /** The account of the local stack. No real account has this number. */
  public static final String ACCOUNT_ID = "000000000000";

  public static final String CLOUDFORMATION = "CLOUDFORMATION";
  public static final String CLOUDWATCH = "CLOUDWATCH";
  public static final String CLOUDWATCH_LOGS = "CLOUDWATCH_LOGS";
  public static final String DYNAMODB = "DYNAMODB";
  public static final String LAMBDA = "LAMBDA";
  public static final String S3 = "S3";
  public static final String SCHEDULER = "SCHEDULER";
  public static final String SECRETS_MANAGER = "SECRETS_MANAGER";
  public static final String SERVICE_QUOTAS = "SERVICE_QUOTAS";
  public static final String SFN = "SFN";
  public static final String SNS = "SNS";
  public static final String SQS = "SQS";

  /** The WebSocket API and {@code @connections}, on the first port. */
  public static final String SOCKETS = "the WebSocket API";

  /** The issuer of development tokens. */
  public static final String ISSUER = "the development issuer";

  /** The operator's console. */
  public static final String CONSOLE = "the console";

  /** The parts in the order of their ports. */
  private static final List<String> CONSECUTIVE =
      List.of(
          SOCKETS,
          SFN,
          LAMBDA,
          DYNAMODB,
          SQS,
          S3,
          SNS,
          SCHEDULER,
          ISSUER,
          CLOUDFORMATION,
          SERVICE_QUOTAS,
          CLOUDWATCH,
          CLOUDWATCH_LOGS,
          CONSOLE,
          SECRETS_MANAGER);

  /** Number of ports that a stack and its console need. */
  public static final int COUNT = 15;

  /** The highest possible first port. */
  public static final int MAX_FIRST = 65_536 - COUNT;

  private LocalEndpoints() {}

  /**
   * The port of one part.
   *
   * @param first the first of the consecutive ports, from 1 to {@link #MAX_FIRST}
   * @param part one of the constants of this class
   */
  public static int port(int first, String part) {
    return first + CONSECUTIVE.indexOf(part);
  }

  /** The addresses of all AWS services by name. */
  public static Map<String, URI> services(int first) {
    return CONSECUTIVE.stream()
        .filter(part -> !List.of(SOCKETS, ISSUER, CONSOLE).contains(part))
        .collect(Collectors.toMap(Function.identity(), part -> at(port(first, part))));
  }

  private static URI at(int port) {
    return URI.create("http://" + LocalService.HOST + ":" + port);
  }
}
