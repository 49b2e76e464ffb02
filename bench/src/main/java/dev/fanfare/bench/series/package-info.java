/** How each series is measured: who runs when, and which figures are taken at which moment. */
@NullMarked
package dev.fanfare.bench.series;

import org.jspecify.annotations.NullMarked;
