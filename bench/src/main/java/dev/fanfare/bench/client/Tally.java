package dev.fanfare.bench.client;

/**
 * What a client says of all its posts.
 *
 * @param posts made, as far as it knows
 * @param errors posts without a good answer; for a pusher, connections that were not reached
 * @param repeats posts that a pusher made again
 */
public record Tally(long posts, long errors, long repeats) {
  static final Tally NONE = new Tally(0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(posts + other.posts, errors + other.errors, repeats + other.repeats);
  }
}
