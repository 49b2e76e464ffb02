package dev.fanfare.broadcast;

/**
 * AWS limits that shape Fanfare, each declared once with its source. The functions stay within
 * these limits and the local stack enforces the same ones. Sources read on 2026-11-22; paths are
 * relative to {@code docs.aws.amazon.com}.
 */
public final class AwsLimits {
  private AwsLimits() {}

  /**
   * Maximum size of a message in one post, in bytes: apigateway/latest/developerguide, WebSocket
   * limits.
   */
  public static final int MESSAGE_BYTES = 128 * 1024;

  /**
   * Maximum size of a frame from a client, in bytes; a larger frame closes the connection with code
   * 1009. Same page.
   */
  public static final int FRAME_BYTES = 32 * 1024;

  /** Maximum length of the URL a client connects with, in characters. Same page. */
  public static final int URL_CHARS = 4_096;

  /** Maximum lifetime of a WebSocket connection, in seconds. Same page. */
  public static final int CONNECTION_SECONDS = 2 * 60 * 60;

  /**
   * Idle timeout of a WebSocket connection, in seconds; API Gateway then closes it with code 1001.
   * Same page.
   */
  public static final int IDLE_SECONDS = 10 * 60;

  /**
   * New WebSocket connections per second per account, which is also the burst:
   * general/latest/gr/apigateway.
   */
  public static final int CONNECTS_PER_SECOND = 500;

  /** Integration timeout of a WebSocket route, in seconds. Same page as the WebSocket limits. */
  public static final int INTEGRATION_SECONDS = 29;

  /**
   * Maximum size of a Lambda authorizer's response, in bytes. Same page as the WebSocket limits.
   */
  public static final int AUTHORIZER_ANSWER_BYTES = 8 * 1024;

  /** Requests per second per account, posts included: apigateway/latest/developerguide/limits. */
  public static final int REQUESTS_PER_SECOND = 10_000;

  /**
   * Burst: requests an account may make at once above its rate. Same page; AWS does not raise it.
   */
  public static final int REQUEST_BURST = 5_000;

  /**
   * Maximum input or output of a state, a task or an execution, in bytes: step-functions service
   * quotas.
   */
  public static final int STATE_BYTES = 256 * 1024;

  /**
   * Maximum number of events in an execution's history; one more fails the execution. Same page.
   */
  public static final int HISTORY_EVENTS = 25_000;

  /** Maximum concurrency of a Map Run, and the default if MaxConcurrency is absent. Same page. */
  public static final int MAP_CONCURRENCY = 10_000;

  /** Maximum length of an execution name, in characters: step-functions API_StartExecution. */
  public static final int EXECUTION_NAME_CHARS = 80;

  /**
   * Maximum payload of a synchronous invocation, in each direction, in bytes: lambda
   * gettingstarted-limits.
   */
  public static final int INVOKE_BYTES = 6 * 1024 * 1024;

  /** Maximum payload of an asynchronous invocation, in bytes. Same page. */
  public static final int INVOKE_ASYNC_BYTES = 1024 * 1024;

  /**
   * Maximum number of open file descriptors, sockets included, per execution environment. Same
   * page.
   */
  public static final int FILE_DESCRIPTORS = 1_024;

  /** Maximum size of an SQS message, in bytes: AWSSimpleQueueService quotas-messages. */
  public static final int QUEUE_MESSAGE_BYTES = 1024 * 1024;

  /** Maximum length of a partition key value, in bytes: amazondynamodb Constraints. */
  public static final int HASH_KEY_BYTES = 2_048;

  /** Maximum number of requests in a BatchWriteItem call: amazondynamodb API_BatchWriteItem. */
  public static final int BATCH_WRITE_ITEMS = 25;

  /** Maximum number of items in a BatchGetItem call: amazondynamodb API_BatchGetItem. */
  public static final int BATCH_GET_ITEMS = 100;

  /** Maximum number of writes in a transaction: amazondynamodb API_TransactWriteItems. */
  public static final int TRANSACTION_ITEMS = 100;
}
