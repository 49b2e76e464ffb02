/** {@code ./fanfare estimate}: estimates the time and cost of a broadcast before it is sent. */
package dev.fanfare.cli.estimate;
