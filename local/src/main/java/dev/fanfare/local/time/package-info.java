/** The timer that waits, retries and schedules use. */
package dev.fanfare.local.time;
