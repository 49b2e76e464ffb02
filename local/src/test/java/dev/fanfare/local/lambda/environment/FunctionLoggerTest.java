package dev.fanfare.local.lambda.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FunctionLoggerTest {
  private final ArrayList<String> lines = new ArrayList<>();

  @Test
  void log_withLevel_startsTheLineInTheLogGroupWithIt() {
    var shown = new ListAppender<ILoggingEvent>();
    shown.start();
    var log = new FunctionLogger("Levels", lines::add);
    var logger = (Logger) log.slf4j();
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
    logger.addAppender(shown);

    log.log("no route", LogLevel.WARN);
    log.log("a detail", LogLevel.DEBUG);
    log.log("{}");

    assertThat(lines).containsExactly("[WARN] no route", "[DEBUG] a detail", "{}");
    assertThat(shown.list)
        .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
        .containsExactly(tuple(Level.WARN, "no route"));
  }
}
