package dev.fanfare.tables;

import dev.fanfare.broadcast.Books;
import java.util.Locale;

/**
 * A row of the table {@code Progress}: how far the push of one shard has come. Hash {@link
 * #BROADCAST_ID}, range {@link #SHARD}, so that one Query has a whole broadcast, round by round.
 *
 * <p>Written by the pusher when a call begins, at most once a second while it posts, and when the
 * call ends; for people to watch. What a broadcast has come to is in its report, never here: a row
 * may be late, and a shard whose pushers crashed keeps its last one, unfinished.
 *
 * @param round of pushing, from 1
 * @param index of the shard in its round, from 0
 * @param execution ARN of the execution that pushes it: a child of the Map Run, or the broadcast's
 *     own where it has one shard
 * @param connections lines of the shard
 * @param startedAt when its first call began, in milliseconds since the epoch
 * @param updatedAt when these figures were true, in milliseconds since the epoch
 * @param calls of the pusher that have begun so far, those that crashed included
 * @param posts made so far, repeats included, but for those of calls that crashed
 * @param books the outcomes so far
 * @param finished whether every line has its outcome
 * @param trouble what went wrong, for people; empty when nothing did
 * @param expiresAt the table's TTL, in seconds since the epoch
 */
public record ProgressRow(
    String broadcastId,
    int round,
    int index,
    String shardKey,
    String execution,
    int connections,
    long startedAt,
    long updatedAt,
    int calls,
    long posts,
    Books books,
    boolean finished,
    String trouble,
    long expiresAt) {

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

  /** Absent where there was none. */
  public static final String TROUBLE = "trouble";

  public static final String EXPIRES_AT = "expires_at";

  /** So much of a trouble is told; a row stays below the kilobyte that one write unit holds. */
  private static final int MAX_TROUBLE_LENGTH = 300;

  public ProgressRow {
    trouble =
        trouble.length() > MAX_TROUBLE_LENGTH ? trouble.substring(0, MAX_TROUBLE_LENGTH) : trouble;
  }

  /** The range key: {@code 01#00042}; keys sort as rounds and shards are numbered. */
  public static String shard(int round, int index) {
    return String.format(Locale.ROOT, "%02d#%05d", round, index);
  }

  /** This row's range key. */
  public String shard() {
    return shard(round, index);
  }

  /** The round that a range key names. */
  public static int round(String shard) {
    return Integer.parseInt(shard.substring(0, shard.indexOf('#')));
  }

  /** The index of the shard that a range key names. */
  public static int index(String shard) {
    return Integer.parseInt(shard.substring(shard.indexOf('#') + 1));
  }

  /** The same figures, as those of a call with a number. */
  public ProgressRow ofCall(int number) {
    return new ProgressRow(
        broadcastId,
        round,
        index,
        shardKey,
        execution,
        connections,
        startedAt,
        updatedAt,
        number,
        posts,
        books,
        finished,
        trouble,
        expiresAt);
  }
}
