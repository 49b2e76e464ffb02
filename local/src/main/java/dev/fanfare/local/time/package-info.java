/** The timer for waits, retries and schedules, and threads that do not keep the JVM running. */
@NullMarked
package dev.fanfare.local.time;

import org.jspecify.annotations.NullMarked;
