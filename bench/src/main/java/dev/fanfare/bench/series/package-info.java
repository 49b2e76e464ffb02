/** How each series is measured: who runs when, and which figures are taken at which moment. */
package dev.fanfare.bench.series;
