/** From single runs to what people read: medians, ratios, verdicts, tables, JSON. */
@NullMarked
package dev.fanfare.bench.report;

import org.jspecify.annotations.NullMarked;
