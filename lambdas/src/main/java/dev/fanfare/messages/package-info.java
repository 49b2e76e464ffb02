/**
 * Client messages in channels: sending within a budget, the channel's history, and catching up
 * after a join. The routes use this package; it depends neither on them nor on the environment.
 */
package dev.fanfare.messages;
