package dev.fanfare.tables;

import dev.fanfare.broadcast.Books;
import java.util.Locale;

/**
 * A row of the table {@code Progress}: the progress of one shard. The hash key is {@link
 * #BROADCAST_ID} and the range key {@link #SHARD}, so one Query reads a whole broadcast, round by
 * round.
 *
 * <p>The pusher writes the row when a call starts, at most once a second while it posts, and when
 * the call ends. The row is for display only; the report has the results. A row may be late, and a
 * shard whose pushers crashed keeps its last row, unfinished.
 *
 * @param calls number of pusher calls started, crashed ones included
 * @param startedAt start of the first call, in milliseconds since the epoch
 * @param expiresAt the table's TTL, in seconds since the epoch
 */
public record ProgressRow(Shard shard, int calls, long startedAt, State state, long expiresAt) {

  /**
   * @param round round of pushing, from 1
   * @param index number of the shard in its round, from 0
   * @param shardKey key of the shard's object
   * @param execution ARN of the execution that pushes the shard: a child of the Map Run, or the
   *     broadcast's own execution if it has one shard
   * @param connections number of lines in the shard
   */
  public record Shard(
      String broadcastId,
      int round,
      int index,
      String shardKey,
      String execution,
      int connections) {

    /** The row's range key. */
    public String range() {
      return ProgressRow.range(round, index);
    }
  }

  /**
   * What a call reports.
   *
   * @param updatedAt time of these values, in milliseconds since the epoch
   * @param posts number of posts made, retries included, without those of crashed calls
   * @param books the outcomes so far
   * @param finished whether every line has an outcome
   * @param trouble the problem, for display, cut to {@value #MAX_TROUBLE_LENGTH} characters; empty
   *     if there is none
   */
  public record State(long updatedAt, long posts, Books books, boolean finished, String trouble) {

    /** A row stays below the kilobyte of one write unit. */
    private static final int MAX_TROUBLE_LENGTH = 300;

    public State {
      trouble =
          trouble.length() > MAX_TROUBLE_LENGTH
              ? trouble.substring(0, MAX_TROUBLE_LENGTH)
              : trouble;
    }
  }

  public static final String BROADCAST_ID = "broadcast_id";
  public static final String SHARD = "shard";
  public static final String SHARD_KEY = "shard_key";
  public static final String EXECUTION = "execution";
  public static final String CONNECTIONS = "connections";
  public static final String STARTED_AT = "started_at";
  public static final String UPDATED_AT = "updated_at";
  public static final String CALLS = "calls";
  public static final String POSTS = "posts";
  public static final String FINISHED = "finished";

  /** Absent if there was none. */
  public static final String TROUBLE = "trouble";

  public static final String EXPIRES_AT = Expiry.ATTRIBUTE;

  /** The range key, such as {@code 01#00042}; keys sort by round and shard number. */
  public static String range(int round, int index) {
    return String.format(Locale.ROOT, "%02d#%05d", round, index);
  }

  /** The round in a range key. */
  public static int round(String shard) {
    return Integer.parseInt(shard.substring(0, shard.indexOf('#')));
  }

  /** The shard index in a range key. */
  public static int index(String shard) {
    return Integer.parseInt(shard.substring(shard.indexOf('#') + 1));
  }

  /** A row without a call, from which a call makes its rows. */
  public static ProgressRow started(Shard shard, long startedAt, long expiresAt) {
    return new ProgressRow(
        shard, 0, startedAt, new State(startedAt, 0, Books.EMPTY, false, ""), expiresAt);
  }

  /** A copy with another number of calls. */
  public ProgressRow ofCall(int number) {
    return new ProgressRow(shard, number, startedAt, state, expiresAt);
  }

  /** A copy with another state. */
  public ProgressRow at(State reached) {
    return new ProgressRow(shard, calls, startedAt, reached, expiresAt);
  }
}
