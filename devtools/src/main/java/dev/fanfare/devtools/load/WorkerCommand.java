package dev.fanfare.devtools.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A command to a child process, one JSON object per line. The reply has the same id. */
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

  /** The result is a {@link ConnectReport}. Replies to later commands may come first. */
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

  /** The result is the number of clients that vanished. */
  record Vanish(long id, int count) implements WorkerCommand {}

  /** The result is a {@link Totals}. */
  record Count(long id) implements WorkerCommand {}

  /** The result is a {@link SnapshotLine}. */
  record Snapshot(long id) implements WorkerCommand {}

  /** The result is true when all sockets are closed. The child then ends. */
  record Quit(long id) implements WorkerCommand {}
}
