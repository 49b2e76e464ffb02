package dev.fanfare.push.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionDemandTest {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  private final ConnectionDemand demand = new ConnectionDemand();

  @Test
  void connections_beforeAnyResponse_areAFew() {
    assertThat(demand.connections()).isEqualTo(8);
  }

  @Test
  void connections_distantEndpoint_areAsManyAsTheThreadCanServe() {
    tick(100, 500 * MICRO);
    answers(100, 20 * MILLI);

    // 5 µs to write and 5 µs to read: 2,000 posts in 20 ms, with some time to spare.
    assertThat(demand.connections()).isEqualTo(8_000);
  }

  @Test
  void connections_nearEndpoint_areFew() {
    tick(100, 500 * MICRO);
    answers(100, 80 * MICRO);

    assertThat(demand.connections()).isEqualTo(32);
  }

  @Test
  void connections_slowClient_areFew() {
    tick(8, 8 * MILLI);
    answers(8, 2 * MILLI);

    assertThat(demand.connections()).isEqualTo(8);
  }

  @Test
  void connections_clientGetsFaster_increase() {
    tick(8, 8 * MILLI);
    answers(8, 20 * MILLI);
    long atFirst = demand.connections();

    for (int i = 0; i < 100; i++) {
      tick(8, 80 * MICRO);
    }

    assertThat(atFirst).isEqualTo(40);
    assertThat(demand.connections()).isGreaterThan(3_500);
  }

  @Test
  void connections_ticksWithoutPosts_changeNothing() {
    tick(10, 100 * MICRO);
    answers(100, 20 * MILLI);
    long before = demand.connections();

    tick(0, 50 * MILLI);

    assertThat(demand.connections()).isEqualTo(before);
  }

  @Test
  void beginPush_slowFirstResponses_usesThePreviousPush() {
    tick(100, MILLI);
    answers(100, 100 * MICRO);

    demand.beginPush();
    answers(63, 50 * MILLI);
    assertThat(demand.fastestNanos()).isEqualTo(100 * MICRO);

    answers(1, 50 * MILLI);
    assertThat(demand.fastestNanos()).isEqualTo(50 * MILLI);
  }

  private void tick(int posts, long nanos) {
    demand.beginTurn(7);
    for (int i = 0; i < posts; i++) {
      demand.onWrite();
    }
    demand.endTurn(7 + nanos);
  }

  private void answers(int count, long nanos) {
    for (int i = 0; i < count; i++) {
      demand.answered(nanos);
    }
  }
}
