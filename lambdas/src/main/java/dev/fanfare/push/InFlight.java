package dev.fanfare.push;

import java.util.function.Consumer;

/** The posts that await a response, in a fixed number of slots. */
final class InFlight {
  private final Attempt[] places;
  private final int[] free;
  private int used;

  InFlight(int most) {
    places = new Attempt[most];
    free = new int[most];
    for (int place = 0; place < most; place++) {
      free[place] = place;
    }
  }

  /**
   * @return the slot used
   */
  int add(Attempt attempt) {
    int place = free[used++];
    places[place] = attempt;
    return place;
  }

  Attempt remove(int place) {
    Attempt attempt = places[place];
    places[place] = null;
    free[--used] = place;
    return attempt;
  }

  boolean isEmpty() {
    return used == 0;
  }

  /** Returns the number of free slots. */
  int free() {
    return places.length - used;
  }

  void forEach(Consumer<Attempt> to) {
    for (Attempt attempt : places) {
      if (attempt != null) {
        to.accept(attempt);
      }
    }
  }
}
