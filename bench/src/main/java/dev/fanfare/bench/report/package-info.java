/** From single runs to what people read: medians, ratios, verdicts, tables, JSON. */
package dev.fanfare.bench.report;
