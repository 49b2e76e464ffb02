/** The measurement of each series: the order of the clients, and when values are read. */
package dev.fanfare.bench.series;
