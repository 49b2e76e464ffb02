package dev.fanfare.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("Connection reset by peer"), "Connection reset by peer"),
        Arguments.of(new UnknownHostException("a.example"), "unknown host a.example"),
        Arguments.of(new ClosedChannelException(), "closed channel"),
        Arguments.of(new CompletionException(new IOException("no route")), "no route"),
        Arguments.of(new RuntimeException(new IOException("no route")), "no route"),
        Arguments.of(
            new IllegalStateException("line 7: no id", new IOException()), "line 7: no id"),
        Arguments.of(new Error(), "an unknown fault"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void of_anyFailure_namesNoClass(Throwable failure, String expected) {
    assertThat(Reason.of(failure)).isEqualTo(expected);
  }
}
