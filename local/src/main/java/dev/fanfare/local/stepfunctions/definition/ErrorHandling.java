package dev.fanfare.local.stepfunctions.definition;

import java.util.List;

/** What a state does about errors; in both lists the first match counts. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {}
