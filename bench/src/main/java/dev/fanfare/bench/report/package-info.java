/** Reports of measurements: medians, ratios, targets, tables and JSON. */
@NullMarked
package dev.fanfare.bench.report;

import org.jspecify.annotations.NullMarked;
