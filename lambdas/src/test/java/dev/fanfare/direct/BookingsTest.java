package dev.fanfare.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookingsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final List<Long> booked = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private Duration wait = Duration.ZERO;
  private final Bookings bookings = new Bookings(backlog(), 500, Duration.ZERO, pauses::add);

  @Test
  void of_clientMessages_bookWhatEarlierOnesNeeded() {
    var many = new Bookings(backlog(), 5, Duration.ZERO, pauses::add);
    many.of(request("low"), NOW).settle(10, NOW);
    many.of(request("low"), NOW).settle(60, NOW);
    many.of(request("low"), NOW).settle(60, NOW);

    assertThat(booked).containsExactly(5L, 5L, 10L, 50L, 60L, 0L);
  }

  @Test
  void extend_remainingPosts_booksThemAgain() {
    var booking = bookings.of(request("low"), NOW);
    booking.settle(100, NOW);
    booking.extend(7, NOW);

    assertThat(booked).containsExactly(6L, 94L, 7L);
  }

  /** Several processes start at once, and none knows the number of members of a channel. */
  @Test
  void of_firstMessageOfEachProcess_leavesRoomForTheOthers() {
    for (int process = 0; process < 4; process++) {
      new Bookings(backlog(), 500, Duration.ZERO, pauses::add).of(request("low"), NOW);
    }

    long halfASecond = backlog().maxAdvanceBooking() / 4;
    assertThat(booked.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(halfASecond);
  }

  @Test
  void of_longBacklog_isRefused() {
    wait = Duration.ofMillis(700);

    assertThatThrownBy(() -> bookings.of(request("low"), NOW))
        .isInstanceOf(BusyException.class)
        .hasMessage("too many posts of clients are pending: try again in 700 ms");
  }

  @Test
  void of_longBacklogAndPatience_waitsUntilPatienceEnds() {
    wait = Duration.ofMillis(300);
    var patient = new Bookings(backlog(), 500, Duration.ofSeconds(1), pauses::add);

    assertThatThrownBy(() -> patient.of(request("low"), NOW)).isInstanceOf(BusyException.class);
    assertThat(pauses).containsExactly(300L, 300L, 300L);
  }

  @Test
  void of_roomAfterAPause_booksIt() {
    wait = Duration.ofMillis(700);
    var patient =
        new Bookings(
            backlog(),
            500,
            Duration.ofSeconds(1),
            millis -> {
              pauses.add(millis);
              wait = Duration.ZERO;
            });
    patient.of(request("low"), NOW).settle(6, NOW);

    assertThat(pauses).containsExactly(700L);
    assertThat(booked).containsExactly(6L, 6L, 0L);
  }

  @Test
  void of_operatorsRequest_needsNoBooking() {
    wait = Duration.ofMillis(700);
    bookings.of(request("normal"), NOW).settle(1_000, NOW);

    assertThat(booked).isEmpty();
  }

  private static Request request(String priority) {
    String json = "{\"channels\":[\"news\"],\"priority\":\"%s\",\"data\":1}".formatted(priority);
    return RequestReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private ClientBacklog backlog() {
    return new ClientBacklog() {
      @Override
      public Duration book(long posts, Instant at) {
        booked.add(posts);
        return wait;
      }

      @Override
      public void correct(long posts, Instant at) {
        booked.add(posts);
      }

      @Override
      public long maxAdvanceBooking() {
        return 100;
      }
    };
  }
}
