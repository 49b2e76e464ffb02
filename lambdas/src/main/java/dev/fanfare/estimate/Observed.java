package dev.fanfare.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.config.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the latest broadcasts of a stack have taken, the latest last: one small object in its
 * bucket, so that nobody has to page through histories for it.
 */
public record Observed(List<Observation> broadcasts) {
  public static final Observed NOTHING = new Observed(List.of());

  /** As many as tell of today: those before may have run with other settings. */
  private static final int MOST = 40;

  public Observed {
    broadcasts = List.copyOf(broadcasts);
  }

  /** Adds a broadcast, once, and forgets the oldest when there are too many. */
  public Observed plus(Observation latest) {
    List<Observation> all = new ArrayList<>(broadcasts);
    all.removeIf(earlier -> earlier.broadcastId().equals(latest.broadcastId()));
    all.add(latest);
    return new Observed(all.subList(Math.max(0, all.size() - MOST), all.size()));
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
