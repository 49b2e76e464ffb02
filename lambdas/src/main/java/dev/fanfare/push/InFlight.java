package dev.fanfare.push;

import java.util.function.Consumer;

/**
 * The posts that wait for their answer, each in a place of its own; as many as there are places.
 */
final class InFlight {
  private final Attempt[] places;
  private final int[] free;
  private int taken;

  InFlight(int most) {
    places = new Attempt[most];
    free = new int[most];
    for (int place = 0; place < most; place++) {
      free[place] = place;
    }
  }

  /**
   * @return the place taken
   */
  int add(Attempt attempt) {
    int place = free[taken++];
    places[place] = attempt;
    return place;
  }

  Attempt remove(int place) {
    Attempt attempt = places[place];
    places[place] = null;
    free[--taken] = place;
    return attempt;
  }

  boolean isEmpty() {
    return taken == 0;
  }

  /** How many places are free. */
  int free() {
    return places.length - taken;
  }

  void forEach(Consumer<Attempt> to) {
    for (Attempt attempt : places) {
      if (attempt != null) {
        to.accept(attempt);
      }
    }
  }
}
