package dev.fanfare.broadcast;

/**
 * The limits of AWS that shape Fanfare, each once, with its source. The functions obey these
 * numbers and the local stack enforces the same ones. All read on 2026-11-22; paths are below
 * {@code docs.aws.amazon.com}.
 */
public final class AwsLimits {
  private AwsLimits() {}

  /**
   * Largest message one post may carry, in bytes: apigateway/latest/developerguide, WebSocket
   * limits.
   */
  public static final int MESSAGE_BYTES = 128 * 1024;

  /**
   * Largest frame a client may send, in bytes; a larger one closes the connection with 1009. Same
   * page.
   */
  public static final int FRAME_BYTES = 32 * 1024;

  /** Longest URL of a client that connects, in characters. Same page. */
  public static final int URL_CHARS = 4_096;

  /** Longest life of a WebSocket connection, in seconds. Same page. */
  public static final int CONNECTION_SECONDS = 2 * 60 * 60;

  /**
   * Longest silence of a WebSocket connection, in seconds; then it is closed with 1001. Same page.
   */
  public static final int IDLE_SECONDS = 10 * 60;

  /**
   * New WebSocket connections per second of an account, and the burst:
   * general/latest/gr/apigateway.
   */
  public static final int CONNECTS_PER_SECOND = 500;

  /** Longest wait of a WebSocket route for its function, in seconds. Same page as the limits. */
  public static final int INTEGRATION_SECONDS = 29;

  /** Largest answer of a Lambda authorizer, in bytes. Same page as the limits. */
  public static final int AUTHORIZER_ANSWER_BYTES = 8 * 1024;

  /** Requests per second of an account, posts included: apigateway/latest/developerguide/limits. */
  public static final int REQUESTS_PER_SECOND = 10_000;

  /** Requests an account may make at once above its rate. Same page; AWS does not raise it. */
  public static final int REQUEST_BURST = 5_000;

  /**
   * Largest input or output of a state, a task or an execution, in bytes: step-functions service
   * quotas.
   */
  public static final int STATE_BYTES = 256 * 1024;

  /** Most events of one execution's history; the next one fails it. Same page. */
  public static final int HISTORY_EVENTS = 25_000;

  /** Most children a Map Run runs at once; also what an absent MaxConcurrency means. Same page. */
  public static final int MAP_CONCURRENCY = 10_000;

  /** Longest name of an execution, in characters: step-functions API_StartExecution. */
  public static final int EXECUTION_NAME_CHARS = 80;

  /**
   * Largest payload of a synchronous invocation, each way, in bytes: lambda gettingstarted-limits.
   */
  public static final int INVOKE_BYTES = 6 * 1024 * 1024;

  /** Largest payload of an asynchronous invocation, in bytes. Same page. */
  public static final int INVOKE_ASYNC_BYTES = 1024 * 1024;

  /** Most files and sockets an environment may hold open at once. Same page. */
  public static final int FILE_DESCRIPTORS = 1_024;

  /** Largest SQS message, in bytes: AWSSimpleQueueService quotas-messages. */
  public static final int QUEUE_MESSAGE_BYTES = 1024 * 1024;

  /** Longest value of a table's hash key, in bytes: amazondynamodb Constraints. */
  public static final int HASH_KEY_BYTES = 2_048;

  /** Most requests of one BatchWriteItem: amazondynamodb API_BatchWriteItem. */
  public static final int BATCH_WRITE_ITEMS = 25;

  /** Most rows of one BatchGetItem: amazondynamodb API_BatchGetItem. */
  public static final int BATCH_GET_ITEMS = 100;

  /** Most writes of one transaction: amazondynamodb API_TransactWriteItems. */
  public static final int TRANSACTION_ITEMS = 100;
}
