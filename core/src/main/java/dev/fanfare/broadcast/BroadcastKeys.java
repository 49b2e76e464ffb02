package dev.fanfare.broadcast;

import java.util.Locale;

/**
 * The keys of a broadcast's objects in the bucket. Each broadcast has its own prefix, which expires
 * by a lifecycle rule.
 *
 * <pre>
 *   broadcasts/&lt;id&gt;/request.json                  the request as received
 *                  message                       the exact bytes to post
 *                  plans/&lt;attempt&gt;/&lt;n&gt;            claim of a planner call to invocation n
 *                  shards/&lt;attempt&gt;/00000.jsonl  one connection per line
 *                  outcomes/&lt;map run&gt;/…          written by Step Functions' ResultWriter
 *                  missed/&lt;round&gt;/00000.jsonl    connections to retry after that round, in shard format
 *                  refused/00000.jsonl           refused connections of all rounds, in shard format
 *                  reducing/&lt;round&gt;/&lt;call&gt;/…    state that one reducer call passes to the next
 *                  rounds/&lt;round&gt;.json           location of that round's shards and results
 *                  cancel                        cancels the broadcast; any content
 *                  report.json
 * broadcasts/observed.json                       durations of the latest broadcasts, for estimates
 * </pre>
 */
public record BroadcastKeys(String broadcastId) {

  /**
   * The durations of the stack's latest broadcasts. Does not end in a slash, unlike the folder of a
   * broadcast.
   */
  public static final String OBSERVED = "broadcasts/observed.json";

  public String request() {
    return prefix() + "request.json";
  }

  public String message() {
    return prefix() + "message";
  }

  /**
   * Prefix of all shards of one planning attempt. Ends in a slash so that "1" does not match "10".
   */
  public String shards(String attempt) {
    return prefix() + "shards/" + attempt + "/";
  }

  public String claim(String attempt, int invocation) {
    return prefix() + "plans/" + attempt + "/" + invocation;
  }

  public String missed(int round) {
    return prefix() + "missed/" + round + "/";
  }

  public String refused() {
    return prefix() + "refused/";
  }

  /** Prefix of the state that one reducer call leaves for the next; ends in a slash. */
  public String reducing(int round, String call) {
    return prefix() + "reducing/" + round + "/" + call + "/";
  }

  /** Prefix of a Map Run's result files; ends in a slash. */
  public String outcomes(String mapRun) {
    return prefix() + "outcomes/" + mapRun + "/";
  }

  /** Key of the file that records which shards a round has and where their results are. */
  public String round(int round) {
    return prefix() + "rounds/" + round + ".json";
  }

  public String cancel() {
    return prefix() + "cancel";
  }

  public String report() {
    return prefix() + "report.json";
  }

  /** The key of one shard under a prefix. Keys sort in shard order up to number 99,999. */
  public static String shard(String prefix, int number) {
    return prefix + String.format(Locale.ROOT, "%05d.jsonl", number);
  }

  /** The shard number in a shard's key. */
  public static int shardNumber(String shardKey) {
    int from = shardKey.lastIndexOf('/') + 1;
    return Integer.parseInt(shardKey.substring(from, shardKey.indexOf('.', from)));
  }

  private String prefix() {
    return "broadcasts/" + broadcastId + "/";
  }
}
