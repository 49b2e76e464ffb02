package dev.fanfare.cli.swarm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What a parent asks of a child, one JSON object per line. The answer carries the same id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SwarmCommand.Connect.class, name = "connect"),
  @JsonSubTypes.Type(value = SwarmCommand.Vanish.class, name = "vanish"),
  @JsonSubTypes.Type(value = SwarmCommand.Count.class, name = "totals"),
  @JsonSubTypes.Type(value = SwarmCommand.Snapshot.class, name = "snapshot"),
  @JsonSubTypes.Type(value = SwarmCommand.Quit.class, name = "quit")
})
sealed interface SwarmCommand {
  long id();

  /** Answered by a {@link ConnectReport}, when it is done; other commands may overtake it. */
  record Connect(
      long id,
      URI endpoint,
      List<String> users,
      int concurrency,
      long retryPauseMillis,
      int attempts,
      long handshakeTimeoutMillis)
      implements SwarmCommand {

    static Connect of(long id, URI endpoint, List<String> users, ConnectPace pace) {
      return new Connect(
          id,
          endpoint,
          users,
          pace.concurrency(),
          pace.retryPause().toMillis(),
          pace.attempts(),
          pace.handshakeTimeout().toMillis());
    }

    ConnectPace pace() {
      return new ConnectPace(
          concurrency,
          Duration.ofMillis(retryPauseMillis),
          attempts,
          Duration.ofMillis(handshakeTimeoutMillis));
    }
  }

  /** Answered by a number. */
  record Vanish(long id, int count) implements SwarmCommand {}

  /** Answered by {@link Totals}. */
  record Count(long id) implements SwarmCommand {}

  /** Answered by a {@link SnapshotLine}. */
  record Snapshot(long id) implements SwarmCommand {}

  /** Answered by true when every socket is closed; then the child ends. */
  record Quit(long id) implements SwarmCommand {}
}
