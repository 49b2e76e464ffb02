/** {@code ./fanfare estimate}: how long a broadcast will take and what it will cost, beforehand. */
package dev.fanfare.cli.estimate;
