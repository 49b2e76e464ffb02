package dev.fanfare.push.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sends all posts of a test at once and waits for the answers. */
final class Posting {
  private static final long LOOK_NANOS = 100_000_000;

  private Posting() {}

  static PostResult one(Transport.Poster poster, String connectionId) {
    return all(poster, List.of(connectionId)).get(0);
  }

  /**
   * @return the answers in the order of the connections
   */
  static List<PostResult> all(Transport.Poster poster, List<String> connectionIds) {
    var answers = new ArrayList<PostResult>(Collections.nCopies(connectionIds.size(), null));
    int[] posted = new int[1];
    try {
      poster.run(
          () -> {
            for (; posted[0] < connectionIds.size(); posted[0]++) {
              int place = posted[0];
              poster.post(connectionIds.get(place), answer -> answers.set(place, answer));
            }
            return answers.contains(null) ? LOOK_NANOS : Transport.Tick.OVER;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return answers;
  }
}
