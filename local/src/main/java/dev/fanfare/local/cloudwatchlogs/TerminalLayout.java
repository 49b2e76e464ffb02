package dev.fanfare.local.cloudwatchlogs;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.fanfare.text.Printable;

/**
 * Everything that this process logs, as it stands on a terminal: what strangers wrote into a
 * message, or into an exception's text, is printable. Named by {@code logback.xml}.
 */
public final class TerminalLayout extends PatternLayout {

  @Override
  public String doLayout(ILoggingEvent event) {
    return Printable.lines(super.doLayout(event));
  }
}
