package dev.fanfare.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.InvalidRequestException;
import java.io.IOException;
import java.util.Optional;

/**
 * Everything that the page can read and do. The results are written as JSON. Several threads call
 * the methods at the same time. Each method with an id throws {@link NotFoundException} if the
 * broadcast, shard or event does not exist.
 */
public interface Operations {

  StackView stack();

  /**
   * Returns broadcasts, the latest first.
   *
   * @param status the only status to return, such as SUCCEEDED; empty for all
   * @param limit maximum number of broadcasts
   * @throws IllegalArgumentException if the status does not exist
   */
  BroadcastPage broadcasts(Optional<String> status, int limit);

  BroadcastView broadcast(String id);

  /** Returns the definition, as JSON, of the state machine that the broadcast uses. */
  byte[] definition(String id);

  ShardsView shards(String id);

  /**
   * Returns one shard.
   *
   * @param shard its round and number, such as {@code 01#00042}
   */
  ShardView shard(String id, String shard);

  /**
   * Returns events of an execution.
   *
   * @param shard selects the execution of a shard; empty for that of the broadcast
   * @param after id of an event; only later events are returned
   * @param limit maximum number of events
   */
  EventPage events(String id, Optional<String> shard, long after, int limit);

  /** Returns the input and output of one event. */
  EventData event(String id, Optional<String> shard, long event);

  ConnectionsView connections();

  /**
   * Returns an {@code dev.fanfare.estimate.Estimate} of a request, and posts nothing.
   *
   * @throws InvalidRequestException if the request breaks a rule
   */
  JsonNode estimate(byte[] request) throws IOException;

  /**
   * Starts a broadcast.
   *
   * @return its id
   * @throws InvalidRequestException if the request breaks a rule
   */
  String send(byte[] request) throws IOException;

  void cancel(String id);

  /**
   * Sends the same message to the missed connections.
   *
   * @return the id of the new broadcast
   */
  String resend(String id) throws IOException;

  /**
   * Sends another message to the connections that the broadcast reached.
   *
   * @param data the message as JSON
   * @return the id of the new broadcast
   */
  String correct(String id, String data) throws IOException;

  /** The broadcast, shard or event does not exist. The message says which. */
  final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
      super(message);
    }
  }
}
