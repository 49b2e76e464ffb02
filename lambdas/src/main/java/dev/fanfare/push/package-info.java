/**
 * Pushing: posts the message to every connection of one shard, and keeps the books of what became
 * of each. What this package costs per post, and how it behaves under trouble, is what Fanfare is
 * judged by.
 */
package dev.fanfare.push;
