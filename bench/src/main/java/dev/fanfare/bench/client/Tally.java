package dev.fanfare.bench.client;

/**
 * The counts of a client.
 *
 * @param posts number of posts that the client counted
 * @param errors posts without a success response; for a pusher, connections without the message
 * @param repeats posts that a pusher repeated
 */
public record Tally(long posts, long errors, long repeats) {
  static final Tally NONE = new Tally(0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(posts + other.posts, errors + other.errors, repeats + other.repeats);
  }
}
