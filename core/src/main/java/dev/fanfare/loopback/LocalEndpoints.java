package dev.fanfare.loopback;

import java.net.URI;

/**
 * The ports of {@code ./fanfare local}, {@value #COUNT} in a row on 127.0.0.1, and what the stack
 * pretends to be. Services have the names that SDKs use, as in {@code AWS_ENDPOINT_URL_DYNAMODB}.
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

  /** The default first port. */
  public static final int FIRST = 4510;

  /** Number of ports that a stack and its console need. */
  public static final int COUNT = 3;

  /** The highest possible first port. */
  public static final int MAX_FIRST = 65_536 - COUNT;

  private LocalEndpoints() {}

  /**
   * The one endpoint of all AWS APIs except {@code @connections}.
   *
   * @param first the first of the ports, from 1 to {@link #MAX_FIRST}
   */
  public static URI apis(int first) {
    return URI.create("http://" + LocalService.HOST + ":" + first);
  }

  /** The port of the WebSocket API and {@code @connections}. */
  public static int sockets(int first) {
    return first + 1;
  }

  /** The port of the operator's console. */
  public static int console(int first) {
    return first + 2;
  }
}
