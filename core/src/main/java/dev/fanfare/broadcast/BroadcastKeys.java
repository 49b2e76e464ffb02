package dev.fanfare.broadcast;

import java.util.Locale;

/**
 * Where a broadcast keeps what is too large for a state: one prefix of the bucket each, expired by
 * a lifecycle rule.
 *
 * <pre>
 *   broadcasts/&lt;id&gt;/request.json                  the request as it came
 *                  message                       the exact bytes to post
 *                  plans/&lt;attempt&gt;/&lt;n&gt;            claims: a call of the planner has taken on invocation n
 *                  shards/&lt;attempt&gt;/00000.jsonl  one connection a line
 *                  outcomes/&lt;map run&gt;/…          written by Step Functions' ResultWriter
 *                  missed/&lt;round&gt;/00000.jsonl    what that round left to retry, in the form of shards
 *                  refused/00000.jsonl           the refused connections of all rounds, the same
 *                  reducing/&lt;round&gt;/&lt;call&gt;/…    what a call of the reducer hands on to the next
 *                  rounds/&lt;round&gt;.json           where that round's shards and outcomes are
 *                  cancel                        once somebody has cancelled it; whatever is in it
 *                  report.json
 * broadcasts/observed.json                       what the latest broadcasts took, for estimates
 * </pre>
 */
public record BroadcastKeys(String broadcastId) {

  /**
   * What the latest broadcasts of the stack have taken. No folder of a broadcast: those end in a
   * slash.
   */
  public static final String OBSERVED = "broadcasts/observed.json";

  public String request() {
    return prefix() + "request.json";
  }

  public String message() {
    return prefix() + "message";
  }

  /**
   * Under which all shards of one attempt at planning lie; ends in a slash, or "1" would match "10"
   * too.
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

  /** Where a call of the reducer leaves what the next one goes on from; ends in a slash. */
  public String reducing(int round, String call) {
    return prefix() + "reducing/" + round + "/" + call + "/";
  }

  /** Where the result files of a Map Run lie; ends in a slash. */
  public String outcomes(String mapRun) {
    return prefix() + "outcomes/" + mapRun + "/";
  }

  /** Where the reducer notes of which shards a round was, and where what came of them is told. */
  public String round(int round) {
    return prefix() + "rounds/" + round + ".json";
  }

  public String cancel() {
    return prefix() + "cancel";
  }

  public String report() {
    return prefix() + "report.json";
  }

  /** The key of one shard below a prefix; keys sort as the shards are numbered, up to 99,999. */
  public static String shard(String prefix, int number) {
    return prefix + String.format(Locale.ROOT, "%05d.jsonl", number);
  }

  /** The number in the key of a shard. */
  public static int shardNumber(String shardKey) {
    int from = shardKey.lastIndexOf('/') + 1;
    return Integer.parseInt(shardKey.substring(from, shardKey.indexOf('.', from)));
  }

  private String prefix() {
    return "broadcasts/" + broadcastId + "/";
  }
}
