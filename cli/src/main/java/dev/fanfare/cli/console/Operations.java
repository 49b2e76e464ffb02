package dev.fanfare.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.InvalidRequestException;
import java.io.IOException;
import java.util.Optional;

/**
 * All that the page can see and do. What is returned becomes JSON as it is. Several threads call at
 * a time. Every method may throw {@link NoSuchThingException} when what it names is not there.
 */
public interface Operations {

  StackView stack();

  /**
   * The latest first.
   *
   * @param status only those, as Step Functions spells it
   */
  BroadcastPage broadcasts(Optional<String> status, int limit);

  BroadcastView broadcast(String id);

  /** Of the state machine that the broadcast runs, or ran, as JSON. */
  byte[] definition(String id);

  ShardsView shards(String id);

  /**
   * @param shard its round and number, such as {@code 01#00042}
   */
  ShardView shard(String id, String shard);

  /**
   * Events of an execution.
   *
   * @param shard whose execution, or the broadcast's own when empty
   * @param after the id of an event; those after it are told
   */
  EventPage events(String id, Optional<String> shard, long after, int limit);

  /** What one event carries. */
  EventData event(String id, Optional<String> shard, long event);

  ConnectionsView connections();

  /**
   * What a request would take, as {@code dev.fanfare.estimate.Estimate} tells it; posts nothing.
   *
   * @throws InvalidRequestException when the request breaks a rule
   */
  JsonNode estimate(byte[] request) throws IOException;

  /**
   * Starts a broadcast.
   *
   * @return its id
   * @throws InvalidRequestException when the request breaks a rule
   */
  String send(byte[] request) throws IOException;

  void cancel(String id);

  /**
   * Sends the same message to the missed.
   *
   * @return the id of the broadcast that does
   */
  String resend(String id) throws IOException;

  /**
   * Sends another message to those that were reached.
   *
   * @param data the message as JSON
   * @return the id of the broadcast that does
   */
  String correct(String id, String data) throws IOException;

  /** There is no such broadcast, shard or event; the message says which. */
  final class NoSuchThingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchThingException(String message) {
      super(message);
    }
  }
}
