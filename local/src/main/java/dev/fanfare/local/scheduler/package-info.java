/**
 * The stand-in for EventBridge Scheduler: schedules, when they are due, and the API that AWS SDKs
 * and the AWS CLI use. Targets are state machines and functions.
 */
package dev.fanfare.local.scheduler;
