/**
 * The stand-in for EventBridge Scheduler: schedules, their due times and the API. Targets are state
 * machines and functions.
 */
@NullMarked
package dev.fanfare.local.scheduler;

import org.jspecify.annotations.NullMarked;
