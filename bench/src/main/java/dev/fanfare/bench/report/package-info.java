/** Reports of measurements: medians, ratios, targets, tables and JSON. */
package dev.fanfare.bench.report;
