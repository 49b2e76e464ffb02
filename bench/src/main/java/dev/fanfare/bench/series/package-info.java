/** The measurement of each series: the order of the clients, and when values are read. */
@NullMarked
package dev.fanfare.bench.series;

import org.jspecify.annotations.NullMarked;
