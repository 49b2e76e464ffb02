/**
 * The stand-in for EventBridge Scheduler: schedules, when they are due by a clock, and the API by
 * which any AWS SDK and the AWS CLI make them. It starts executions of state machines and knows no
 * other target.
 */
package dev.fanfare.local.scheduler;
