package dev.fanfare.local.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The local stack's log appears on a terminal, and clients control parts of it. */
class TerminalLogTest {

  @Test
  void log_escapeSequences_arriveAsText() {
    assertThat(written("bad \u001b[2J \u009b2J \u202e id", null))
        .contains("bad \\u001b[2J \\u009b2J \\u202e id\n")
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
  }

  @Test
  void log_lineBreakInAMessage_startsNoNewLine() {
    assertThat(written("one\n12:00:00.000 ERROR forged", null)).hasLineCount(1);
  }

  @Test
  void log_exceptionWithEscapeSequences_arrivesAsText() {
    assertThat(written("failed", new IllegalStateException("\u001b]0;title\u0007")))
        .contains("IllegalStateException: \\u001b]0;title\\u0007\n", " at ")
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
  }

  private static String written(String message, Throwable thrown) {
    var context = new LoggerContext();
    try {
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(TerminalLogTest.class.getResource("/logback.xml"));
      Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
      var event = new LoggingEvent("", root, Level.WARN, message, thrown, null);
      return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    } catch (JoranException e) {
      throw new AssertionError(e);
    } finally {
      context.stop();
    }
  }
}
