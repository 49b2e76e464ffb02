package dev.fanfare.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The measurements of a stack's latest broadcasts, the latest last. They are one small object in
 * the bucket, so no reader has to page through execution histories.
 */
public record Observations(List<Observation> broadcasts) {
  public static final Observations NOTHING = new Observations(List.of());

  /** Maximum number of broadcasts kept: older ones may have run with other settings. */
  private static final int MAX_BROADCASTS = 40;

  public Observations {
    broadcasts = List.copyOf(broadcasts);
  }

  /**
   * Adds a broadcast and drops the oldest ones above the maximum. Replaces an earlier entry with
   * the same id.
   */
  public Observations plus(Observation latest) {
    List<Observation> all = new ArrayList<>(broadcasts);
    all.removeIf(earlier -> earlier.broadcastId().equals(latest.broadcastId()));
    all.add(latest);
    return new Observations(all.subList(Math.max(0, all.size() - MAX_BROADCASTS), all.size()));
  }

  /**
   * Reads the object from the bucket; returns {@link #NOTHING} if it is missing or from an
   * incompatible version.
   */
  public static Observations in(BroadcastBucket bucket) {
    try (var stored = bucket.open(BroadcastKeys.OBSERVED)) {
      return read(stored.readAllBytes());
    } catch (MissingObjectException | JsonProcessingException e) {
      return NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + BroadcastKeys.OBSERVED, e);
    }
  }

  /** Replaces the object in the bucket. */
  public void write(BroadcastBucket bucket) {
    bucket.write(BroadcastKeys.OBSERVED, json());
  }

  /**
   * @throws UncheckedIOException if the JSON is not in this format
   */
  public static Observations read(byte[] json) throws IOException {
    return Json.MAPPER.readValue(json, Observations.class);
  }

  /** The form that {@link #read} reads. */
  public byte[] json() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is always JSON", e);
    }
  }
}
