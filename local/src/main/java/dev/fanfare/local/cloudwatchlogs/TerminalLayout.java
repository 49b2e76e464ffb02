package dev.fanfare.local.cloudwatchlogs;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.fanfare.text.Printable;

/**
 * The layout of this process's log on a terminal. It makes text of clients in messages and
 * exceptions printable. {@code logback.xml} refers to it.
 */
public final class TerminalLayout extends PatternLayout {

  @Override
  public String doLayout(ILoggingEvent event) {
    return Printable.lines(super.doLayout(event));
  }
}
