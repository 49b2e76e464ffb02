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
 * What the latest broadcasts of a stack have taken, the latest last: one small object in its
 * bucket, so that nobody has to page through histories for it.
 */
public record Observed(List<Observation> broadcasts) {
  public static final Observed NOTHING = new Observed(List.of());

  /** As many as tell of today: those before may have run with other settings. */
  private static final int MAX_BROADCASTS = 40;

  public Observed {
    broadcasts = List.copyOf(broadcasts);
  }

  /** Adds a broadcast, once, and forgets the oldest when there are too many. */
  public Observed plus(Observation latest) {
    List<Observation> all = new ArrayList<>(broadcasts);
    all.removeIf(earlier -> earlier.broadcastId().equals(latest.broadcastId()));
    all.add(latest);
    return new Observed(all.subList(Math.max(0, all.size() - MAX_BROADCASTS), all.size()));
  }

  /** What the bucket knows; nothing when what lies there is of another version. */
  public static Observed in(BroadcastBucket bucket) {
    try (var stored = bucket.open(BroadcastKeys.OBSERVED)) {
      return read(stored.readAllBytes());
    } catch (MissingObjectException | JsonProcessingException e) {
      return NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + BroadcastKeys.OBSERVED, e);
    }
  }

  public void write(BroadcastBucket bucket) {
    bucket.write(BroadcastKeys.OBSERVED, json());
  }

  public static Observed read(byte[] json) throws IOException {
    return Json.MAPPER.readValue(json, Observed.class);
  }

  public byte[] json() {
    try {
      return Json.MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is always JSON", e);
    }
  }
}
