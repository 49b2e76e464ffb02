/**
 * What a push is warmed up against before a snapshot: an endpoint inside this process, and permits
 * without end. No broadcast comes by here.
 */
package dev.fanfare.push.warmup;
