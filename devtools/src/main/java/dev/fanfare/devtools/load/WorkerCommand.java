package dev.fanfare.devtools.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What a parent asks of a child, one JSON object per line. The answer carries the same id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerCommand.Connect.class, name = "connect"),
  @JsonSubTypes.Type(value = WorkerCommand.Vanish.class, name = "vanish"),
  @JsonSubTypes.Type(value = WorkerCommand.Count.class, name = "totals"),
  @JsonSubTypes.Type(value = WorkerCommand.Snapshot.class, name = "snapshot"),
  @JsonSubTypes.Type(value = WorkerCommand.Quit.class, name = "quit")
})
sealed interface WorkerCommand {
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
      implements WorkerCommand {

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
  record Vanish(long id, int count) implements WorkerCommand {}

  /** Answered by {@link Totals}. */
  record Count(long id) implements WorkerCommand {}

  /** Answered by a {@link SnapshotLine}. */
  record Snapshot(long id) implements WorkerCommand {}

  /** Answered by true when every socket is closed; then the child ends. */
  record Quit(long id) implements WorkerCommand {}
}
