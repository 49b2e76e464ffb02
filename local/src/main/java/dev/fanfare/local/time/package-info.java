/**
 * The timer that waits, retries and schedules use, and threads that do not keep the JVM running.
 */
package dev.fanfare.local.time;
