/**
 * The stand-in for EventBridge Scheduler: schedules, their times and the API. Targets are state
 * machines and functions.
 */
package dev.fanfare.local.scheduler;
