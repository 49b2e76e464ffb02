package dev.fanfare.local.cloudwatchlogs;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.fanfare.text.Printable;

/**
 * The layout of this process's log on a terminal. It escapes unprintable characters in messages and
 * exceptions, because their text may come from untrusted clients. {@code logback.xml} uses it.
 */
public final class TerminalLayout extends PatternLayout {

  @Override
  public String doLayout(ILoggingEvent event) {
    return Printable.lines(super.doLayout(event));
  }
}
